"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import threading
from concurrent.futures import Future
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


@app.on_event("startup")
def begin_loading():
    # Aside: uvicorn opens its port only after this function, and /live has to answer meanwhile.
    app.state.model = None
    threading.Thread(target=load, daemon=True).start()


def loaded():
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return app.state.model


# What is being computed now. Nothing is kept once it is answered.
under_way = {}
under_way_lock = threading.Lock()


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = loaded()
    question = delivery.json()
    with under_way_lock:
        answer, mine = under_way.get(question), False
        if answer is None:
            answer, mine = under_way.setdefault(question, Future()), True
    if mine:
        try:
            with inference_mode():
                answer.set_result(ready_model.predict(delivery.features, delivery.delay))
        except Exception as error:
            answer.set_exception(error)
        finally:
            with under_way_lock:
                del under_way[question]
    return {"minutes": answer.result()}


@app.get("/live")
def live():
    # Nothing else is asked here: restarting cures a process that hangs, not a model that still loads.
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded()
    return {"status": "ready"}
