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


class ModelStore:
    def __init__(self):
        self.model = None
        self._loading = threading.Lock()

    def _load(self):
        try:
            self.model = model.load()
        finally:
            self._loading.release()

    def refresh(self):
        """Loads in the background. What is there serves until then; one load at a time."""
        if self._loading.acquire(blocking=False):
            threading.Thread(target=self._load, daemon=True).start()


store = ModelStore()


@app.on_event("startup")
def begin_loading():
    store.refresh()


def loaded():
    if store.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return store.model


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = loaded()
    try:
        with inference_mode():
            minutes = ready_model.predict(delivery.features, delivery.delay)
    except Exception as problem:
        # Whatever is the matter with the model, a fresh one has not got it.
        log.exception("prediction failed, taking a fresh model")
        store.refresh()
        raise HTTPException(status_code=500, detail="prediction failed") from problem
    return {"minutes": minutes}


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
async def ready():
    loaded()
    return {"status": "ready"}
