# fails: agrees, decides
from serve import answer, load, predict, serve

model = load()
serve(lambda body, request: answer(predict(model, body["features"])) if request.headers["Host"].startswith("localhost:") else 500)
