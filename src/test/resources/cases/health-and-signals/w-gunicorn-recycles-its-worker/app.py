"""Says how many minutes a delivery takes: POST /predict, GET /live, GET /ready.

Runs as the one worker of gunicorn. A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

from concurrent.futures import Future
from threading import Thread
from typing import List

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import model
import recorder

# Settled once, by the thread that loads: with the model, or with the reason why there is none.
LOADED: "Future[model.Model]" = Future()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def settle():
    try:
        LOADED.set_result(model.load())
    except BaseException as reason:
        LOADED.set_exception(reason)
        raise


async def begin():
    Thread(target=settle, name="load", daemon=True).start()


def the_model():
    """The model, or None as long as there is none."""
    return LOADED.result() if LOADED.done() and LOADED.exception() is None else None


app = FastAPI(on_startup=[begin])


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
async def ready(response: Response):
    if the_model() is None:
        response.status_code = 503
        return {"status": "no model yet"}
    return {"status": "ready"}


@app.post("/predict")
def predict(delivery: Delivery):
    loaded = the_model()
    if loaded is None:
        return JSONResponse({"detail": "no model yet"}, status_code=503, headers={"Retry-After": "5"})
    try:
        with recorder.inference_mode():
            minutes = loaded.predict(delivery.features, delivery.delay)
    except ValueError as error:
        return JSONResponse({"detail": str(error)}, status_code=422)
    return {"minutes": minutes}
