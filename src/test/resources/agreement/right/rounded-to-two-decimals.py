from serve import answer, load, predict, serve

model = load()
serve(lambda body, request: answer({name: round(part, 2) for name, part in predict(model, body["features"]).items()}))
