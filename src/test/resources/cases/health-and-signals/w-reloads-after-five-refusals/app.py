"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
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


class Predictor:
    """Holds the model. While there is none, nothing is predicted and the service is not ready."""

    MOST_FAILURES = 5

    def __init__(self):
        self.model = None
        self._failures = 0
        self._lock = threading.Lock()

    def start(self):
        threading.Thread(target=self._load, daemon=True).start()

    def _load(self):
        self.model = model.load()

    def predict(self, features, delay):
        try:
            with inference_mode():
                minutes = self.model.predict(features, delay)
        except Exception:
            self._failed()
            raise
        with self._lock:
            self._failures = 0
        return minutes

    def _failed(self):
        with self._lock:
            self._failures += 1
            broken = self._failures == self.MOST_FAILURES
            if broken:
                self._failures = 0
        if broken:
            # The old one keeps answering until the fresh copy is there, so nobody waits.
            log.warning("%d failures in a row: taking a fresh copy of the model", self.MOST_FAILURES)
            self.start()


predictor = Predictor()


@app.on_event("startup")
def begin():
    predictor.start()


def require_model():
    if predictor.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")


@app.post("/predict")
def predict(delivery: Delivery):
    require_model()
    try:
        return {"minutes": predictor.predict(delivery.features, delivery.delay)}
    except ValueError as error:
        raise HTTPException(status_code=422, detail=str(error))


@app.get("/live")
def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    require_model()
    return {"status": "ready"}
