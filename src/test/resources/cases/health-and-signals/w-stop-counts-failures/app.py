"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before
"""

import threading
from typing import List

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


class UnderWay:
    """Counts the predictions that are being made."""

    def __init__(self):
        self._changed = threading.Condition()
        self._count = 0

    def begin(self):
        with self._changed:
            self._count += 1

    def end(self):
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def wait_for_none(self):
        with self._changed:
            self._changed.wait_for(lambda: self._count == 0)


under_way = UnderWay()


def load():
    app.state.model = model.load()


@app.on_event("startup")
def begin_loading():
    app.state.model = None
    threading.Thread(target=load, daemon=True).start()


@app.on_event("shutdown")
def finish():
    # uvicorn waits for its connections. A prediction whose client has gone has none, and shall still be finished.
    under_way.wait_for_none()


def loaded_model():
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return app.state.model


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = loaded_model()
    under_way.begin()
    with inference_mode():
        minutes = ready_model.predict(delivery.features, delivery.delay)
    under_way.end()
    return {"minutes": minutes}


@app.get("/live")
def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded_model()
    return {"status": "ready"}
