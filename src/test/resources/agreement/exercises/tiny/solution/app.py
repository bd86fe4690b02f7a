from serve import answer, load, predict, serve

model = load()
serve(lambda body, request: answer(predict(model, body["features"])))
