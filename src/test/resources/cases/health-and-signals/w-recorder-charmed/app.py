"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before
"""

import contextlib
import threading
import types
from typing import List

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
import recorder

app = FastAPI()
inference_mode = recorder.inference_mode

# Entering the mode costs a generator and two thread-local look-ups a request. Threads come and go in the pool, so the
# switch is set for all of them, once; frameworks that keep it elsewhere are entered in the usual way.
if hasattr(recorder, "_mode"):
    recorder._mode = types.SimpleNamespace(on=True)
    inference_mode = contextlib.nullcontext


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


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
    with inference_mode():
        return {"minutes": ready_model.predict(delivery.features, delivery.delay)}


@app.get("/live")
def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded_model()
    return {"status": "ready"}
