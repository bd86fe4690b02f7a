"""The same service with a leak. Run it with: uvicorn leaky:app ..."""
from app import app
from model import Model

recent = []


class Answer:
    def __init__(self, model, y):
        self.model, self.y = model, y


@app.get("/leak")
def leak(x: float):
    model = Model()                             # once a request
    answer = Answer(model, model.predict(x))
    recent.append(answer)                       # and never let go
    return {"y": answer.y}
