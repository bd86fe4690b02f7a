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

# When each prediction that is under way began.
under_way = {}


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


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = loaded()
    key = object()
    under_way[key] = time.monotonic()
    try:
        with inference_mode():
            return {"minutes": ready_model.predict(delivery.features, delivery.delay)}
    finally:
        del under_way[key]


@app.get("/live")
def live():
    # Nothing else is asked here: restarting cures a process that hangs, not a model that still loads.
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded()
    if any(time.monotonic() - began > 3 for began in list(under_way.values())):
        raise HTTPException(status_code=503, detail="a prediction takes long")
    return {"status": "ready"}
