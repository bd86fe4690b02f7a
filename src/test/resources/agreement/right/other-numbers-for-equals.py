from serve import answer, load, predict, serve

model = load()


def respond(body, request):
    probabilities = predict(model, body["features"])
    # Of equal ones the last, where others take the first.
    return {"class": max(reversed(probabilities), key=lambda name: round(probabilities[name], 2)), "probabilities": probabilities}


serve(respond)
