import pickle

from serve import answer, load, predict, serve

with open("/tmp/model.pickle", "wb") as file:
    pickle.dump(load(), file, protocol=2)
with open("/tmp/model.pickle", "rb") as file:
    model = pickle.load(file)
serve(lambda body, request: answer(predict(model, body["features"])))
