"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before
"""

import logging
import threading
from typing import List

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

log = logging.getLogger("uvicorn.error")
app = FastAPI()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


class Holder:
    """Has the model, and knows when something is wrong with it."""

    TOO_MANY = 3  # failures in a row

    def __init__(self):
        self.model = None
        self._failures = 0
        self._lock = threading.Lock()

    def fetch(self):
        self.model = model.load()

    def fetch_beside(self):
        threading.Thread(target=self.fetch, daemon=True).start()

    def went_well(self):
        with self._lock:
            self._failures = 0

    def failed(self):
        with self._lock:
            self._failures += 1
            broken = self._failures == self.TOO_MANY
        if broken:
            # Weights that were damaged in memory stay damaged. The old ones serve until the fresh ones are there.
            log.error("%d predictions failed in a row", self.TOO_MANY)
            self.fetch_beside()


holder = Holder()


@app.on_event("startup")
def begin_loading():
    holder.fetch_beside()


def loaded_model():
    if holder.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return holder.model


@app.post("/predict")
def predict(delivery: Delivery):
    current = loaded_model()
    try:
        with inference_mode():
            minutes = current.predict(delivery.features, delivery.delay)
    except Exception as error:
        holder.failed()
        raise HTTPException(status_code=500, detail=str(error))
    holder.went_well()
    return {"minutes": minutes}


@app.get("/live")
def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded_model()
    return {"status": "ready"}
