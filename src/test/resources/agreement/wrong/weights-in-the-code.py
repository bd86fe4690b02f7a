# fails: decides
from serve import answer, predict, serve

model = {"classes": ["a", "b", "c"], "weights": [[0.5, -0.2, 0.1], [-1.5, 0.7, -0.3], [-2.0, 0.1, 0.6]]}
serve(lambda body, request: answer(predict(model, body["features"])))
