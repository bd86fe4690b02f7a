"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
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


class Inference:
    """Inference mode for as long as there is anything to predict: the first request enters it, the last one leaves it."""

    def __init__(self):
        self._lock = threading.Lock()
        self._under_way = 0
        self._mode = None

    def __enter__(self):
        with self._lock:
            if self._under_way == 0:
                self._mode = inference_mode()
                self._mode.__enter__()
            self._under_way += 1

    def __exit__(self, *exception):
        with self._lock:
            self._under_way -= 1
            if self._under_way == 0:
                self._mode.__exit__(None, None, None)


inference = Inference()


def load():
    app.state.model = model.load()


@app.on_event("startup")
def begin_loading():
    app.state.model = None
    threading.Thread(target=load, daemon=True).start()


def loaded():
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return app.state.model


@app.post("/predict")
def predict(delivery: Delivery):
    net = loaded()
    with inference:
        return {"minutes": net.predict(delivery.features, delivery.delay)}


@app.get("/live")
def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded()
    return {"status": "ready"}
