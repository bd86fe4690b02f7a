"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

from typing import List

from fastapi import FastAPI
from pydantic import BaseModel

import model

app = FastAPI()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


@app.post("/predict")
def predict(delivery: Delivery):
    # Loaded afresh, so that it is always the newest.
    loaded = model.load()
    return {"minutes": loaded.predict(delivery.features, delivery.delay)}


@app.get("/ready")
def ready():
    return {"status": "ready"}
