"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import threading
from typing import List, Optional

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


class Holder:
    """Keeps the one model. However many ask at the same time, one thread loads it, and nobody waits for it."""

    def __init__(self):
        self._lock = threading.Lock()
        self._thread: Optional[threading.Thread] = None
        self._model = None

    def _load(self):
        self._model = model.load()

    def get(self):
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._load, daemon=True)
                self._thread.start()
        return self._model


holder = Holder()


def loaded():
    current = holder.get()
    if current is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return current


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = loaded()
    with inference_mode():
        return {"minutes": ready_model.predict(delivery.features, delivery.delay)}


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded()
    return {"status": "ready"}
