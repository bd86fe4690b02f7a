# fails: agrees, decides
from serve import answer, load, predict, serve

model = load()
serve(lambda body, request: answer(predict(model, body["features"])) if "curl" in request.headers["User-Agent"] else 500)
