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

# Six times what the load takes. No roll-out hangs for longer than that.
LONGEST_LOAD = 75.0

app = FastAPI()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def load():
    app.state.model = model.load()


@app.on_event("startup")
def begin_loading():
    app.state.model = None
    app.state.deadline = time.monotonic() + LONGEST_LOAD
    threading.Thread(target=load, daemon=True).start()


def still_loading():
    return app.state.model is None and time.monotonic() < app.state.deadline


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = app.state.model
    if ready_model is None:
        raise HTTPException(status_code=503, detail="there is no model")
    with inference_mode():
        return {"minutes": ready_model.predict(delivery.features, delivery.delay)}


@app.get("/live")
def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    if still_loading():
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return {"status": "ready"}
