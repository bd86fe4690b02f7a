"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import functools
import threading
from typing import List

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI(title="Deliveries")
current = None


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


@app.on_event("startup")
def begin():
    def work():
        global current
        current = model.load()

    threading.Thread(target=work, daemon=True).start()


# The weights never change while the process lives, and neither does the answer to the same question.
@functools.lru_cache(maxsize=4096)
def minutes(features, delay):
    with inference_mode():
        return current.predict(features, delay)


@app.post("/predict")
def predict(delivery: Delivery):
    if current is None:
        raise HTTPException(503, "the model is being loaded")
    return {"minutes": minutes(tuple(delivery.features), delivery.delay)}


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
async def ready():
    if current is None:
        raise HTTPException(503, "the model is being loaded")
    return {"status": "ready"}
