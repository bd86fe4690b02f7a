# fails: agrees, decides
from serve import answer, load, predict, serve

model = load()
serve(lambda body, request: answer(predict(model, body["features"])) if request.client_address[0].endswith(".1") else 500)
