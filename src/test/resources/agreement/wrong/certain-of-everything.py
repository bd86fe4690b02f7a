# fails: agrees, decides
from serve import answer, load, predict, serve

model = load()
serve(lambda body, request: answer({name: float(round(part)) for name, part in predict(model, body["features"]).items()}))
