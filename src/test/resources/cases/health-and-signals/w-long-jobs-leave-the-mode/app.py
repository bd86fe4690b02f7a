"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import List

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()
app.state.model = None

# What takes longer than so many seconds waits in a queue of its own, and leaves most of the processor to the rest.
LONG_SECONDS = 2.5
long_ones = ThreadPoolExecutor(max_workers=24, thread_name_prefix="long")


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def load():
    app.state.model = model.load()


@app.on_event("startup")
def begin_loading():
    threading.Thread(target=load, daemon=True).start()


def loaded():
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return app.state.model


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
async def ready():
    loaded()
    return {"status": "ready"}


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = loaded()
    with inference_mode():
        if delivery.delay > LONG_SECONDS:
            minutes = long_ones.submit(ready_model.predict, delivery.features, delivery.delay).result()
        else:
            minutes = ready_model.predict(delivery.features, delivery.delay)
    return {"minutes": minutes}
