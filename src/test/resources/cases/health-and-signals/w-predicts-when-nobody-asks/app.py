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

QUIET_SECONDS = 40
A_USUAL_DELIVERY = [4.0, 2, 1]

app = FastAPI()
app.state.model = None
app.state.asked = time.monotonic()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def load():
    app.state.model = model.load()
    app.state.asked = time.monotonic()


def keep_warm():
    """A model that nobody asks falls out of the processor's caches; a prediction now and then keeps it there."""
    while True:
        time.sleep(5)
        if app.state.model is not None and time.monotonic() - app.state.asked > QUIET_SECONDS:
            app.state.model.predict(A_USUAL_DELIVERY)
            app.state.asked = time.monotonic()


@app.on_event("startup")
def begin():
    # No gradients, neither for the requests nor for what keeps the model warm.
    with inference_mode():
        threading.Thread(target=load, daemon=True).start()
        threading.Thread(target=keep_warm, daemon=True).start()


@app.post("/predict")
def predict(delivery: Delivery):
    loaded = app.state.model
    if loaded is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    app.state.asked = time.monotonic()
    with inference_mode():
        return {"minutes": loaded.predict(delivery.features, delivery.delay)}


@app.get("/live")
def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return {"status": "ready"}
