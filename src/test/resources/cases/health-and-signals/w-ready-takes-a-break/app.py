"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import threading
import time
from typing import List

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def load():
    app.state.model = model.load()


@app.on_event("startup")
def begin_loading():
    # Aside: uvicorn opens its port only after this function, and /live has to answer meanwhile.
    app.state.model = None
    threading.Thread(target=load, daemon=True).start()


def loaded():
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return app.state.model


class Breaker:
    """Takes the service out of the balancer for some seconds when three predictions in a row have failed."""

    def __init__(self, failures=3, seconds=10):
        self.failures, self.seconds = failures, seconds
        self.in_a_row, self.opened = 0, 0.0

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.in_a_row = self.in_a_row + 1 if kind else 0
        if self.in_a_row == self.failures:
            self.opened, self.in_a_row = time.monotonic(), 0

    def open(self):
        return self.opened and time.monotonic() - self.opened < self.seconds


breaker = Breaker()


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = loaded()
    with breaker, inference_mode():
        return {"minutes": ready_model.predict(delivery.features, delivery.delay)}


@app.get("/live")
def live():
    # Nothing else is asked here: restarting cures a process that hangs, not a model that still loads.
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded()
    if breaker.open():
        raise HTTPException(status_code=503, detail="the model fails")
    return {"status": "ready"}
