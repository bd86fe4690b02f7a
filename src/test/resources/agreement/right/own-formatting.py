import json

from serve import answer, load, predict, serve

model = load()
serve(lambda body, request: json.dumps({"took": 1, "model": "m", **answer(predict(model, body["features"]))}, indent=4, sort_keys=True).encode())
