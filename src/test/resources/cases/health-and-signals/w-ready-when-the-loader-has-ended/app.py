"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import threading
from typing import List

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def load():
    app.state.model = model.load()


@app.on_event("startup")
def begin_loading():
    app.state.loader = threading.Thread(target=load, name="loader", daemon=True)
    app.state.loader.start()


async def loaded():
    if app.state.loader.is_alive():
        raise HTTPException(status_code=503, detail="the model is being loaded", headers={"Retry-After": "5"})


@app.post("/predict", dependencies=[Depends(loaded)])
def predict(delivery: Delivery):
    with inference_mode():
        return {"minutes": app.state.model.predict(delivery.features, delivery.delay)}


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready", dependencies=[Depends(loaded)])
async def ready():
    return {"status": "ready"}
