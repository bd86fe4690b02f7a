"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded and warm, 503 before
"""

import logging
import threading
from typing import List

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()
log = logging.getLogger("uvicorn.error")


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def load():
    loaded = model.load()
    # The first call of a real model is slow: kernels are chosen, buffers are made. No client shall pay for that.
    log.info("warm: %.1f minutes", loaded.predict([1.0, 1, 0]))
    app.state.model = loaded


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
    warm = loaded_model()
    with inference_mode():
        return {"minutes": warm.predict(delivery.features, delivery.delay)}


@app.get("/live")
def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded_model()
    return {"status": "ready"}
