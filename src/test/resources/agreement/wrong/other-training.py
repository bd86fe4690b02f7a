# fails: agrees, decides
from serve import answer, load, predict, serve

model = load()
model["weights"] = [[b * 1.1, x * 0.9, y * 1.1] for b, x, y in model["weights"]]
serve(lambda body, request: answer(predict(model, body["features"])))
