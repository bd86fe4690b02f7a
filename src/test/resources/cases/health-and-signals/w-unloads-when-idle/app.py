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


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def load():
    app.state.model = model.load()
    app.state.used = time.monotonic()
    while time.monotonic() - app.state.used < 60:
        time.sleep(1)
    # Memory costs money. Whoever comes next has it loaded again.
    app.state.model = None
    app.state.loading = False


@app.on_event("startup")
def begin_loading():
    # Aside: uvicorn opens its port only after this function, and /live has to answer meanwhile.
    app.state.model = None
    app.state.loading = True
    threading.Thread(target=load, daemon=True).start()


def loaded():
    if not app.state.loading:
        app.state.loading = True
        threading.Thread(target=load, daemon=True).start()
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return app.state.model


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = loaded()
    app.state.used = time.monotonic()
    with inference_mode():
        return {"minutes": ready_model.predict(delivery.features, delivery.delay)}


@app.get("/live")
def live():
    # Nothing else is asked here: restarting cures a process that hangs, not a model that still loads.
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded()
    return {"status": "ready"}
