"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the service can take requests, 503 before
"""

import contextlib
import threading
from typing import List

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()

PLENTY = 6  # predictions at a time; more go to another replica


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


class Desk:
    """Knows how many predictions are being made."""

    def __init__(self):
        self._lock = threading.Lock()
        self.taken = 0

    @contextlib.contextmanager
    def place(self):
        with self._lock:
            self.taken += 1
        try:
            yield
        finally:
            with self._lock:
                self.taken -= 1

    @property
    def full(self):
        return self.taken >= PLENTY


desk = Desk()


def load():
    app.state.model = model.load()


@app.on_event("startup")
def begin_loading():
    app.state.model = None
    threading.Thread(target=load, daemon=True).start()


def loaded_model():
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return app.state.model


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = loaded_model()
    with desk.place(), inference_mode():
        return {"minutes": ready_model.predict(delivery.features, delivery.delay)}


@app.get("/live")
def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded_model()
    if desk.full:
        raise HTTPException(status_code=503, detail="busy")
    return {"status": "ready"}
