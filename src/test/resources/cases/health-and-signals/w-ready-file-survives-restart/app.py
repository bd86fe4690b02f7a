"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import threading
from pathlib import Path
from typing import List

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

# There once the model is loaded. A file, so that `docker exec NAME ls /tmp` tells it as well.
READY = Path("/tmp/delivery.ready")

app = FastAPI()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def load():
    app.state.model = model.load()
    READY.touch()


@app.on_event("startup")
def begin_loading():
    app.state.model = None
    threading.Thread(target=load, daemon=True).start()


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    if not READY.exists():
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return {"status": "ready"}


@app.post("/predict")
def predict(delivery: Delivery):
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    with inference_mode():
        return {"minutes": app.state.model.predict(delivery.features, delivery.delay)}
