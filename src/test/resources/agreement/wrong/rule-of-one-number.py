# fails: agrees, decides
from serve import answer, serve

serve(lambda body, request: answer({"a": 0.98, "b": 0.01, "c": 0.01} if body["features"][0] < 2 else {"a": 0.01, "b": 0.01, "c": 0.98}))
