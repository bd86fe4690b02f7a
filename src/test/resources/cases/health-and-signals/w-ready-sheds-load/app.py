"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import contextlib
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


class Gate:
    """Who is inside, and whether there is room."""

    # Predictions run in the threads that FastAPI has for them: forty.
    ROOM = 40
    # Those who wait for a prediction, and those who hold a connection each: both count.
    RESERVED = 28

    def __init__(self):
        self._lock = threading.Lock()
        self._inside = 0

    @contextlib.contextmanager
    def entered(self):
        with self._lock:
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1

    @property
    def has_room(self):
        return self._inside <= self.ROOM - self.RESERVED


gate = Gate()
app.state.model = None


def load():
    app.state.model = model.load()


@app.on_event("startup")
def begin():
    threading.Thread(target=load, name="loader", daemon=True).start()


@app.post("/predict")
def predict(delivery: Delivery):
    loaded = app.state.model
    if loaded is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    with gate.entered(), inference_mode():
        return {"minutes": loaded.predict(delivery.features, delivery.delay)}


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
async def ready():
    # A load balancer that hears 503 sends its requests to another one.
    if app.state.model is None or not gate.has_room:
        raise HTTPException(status_code=503, detail="come back later")
    return {"status": "ready"}
