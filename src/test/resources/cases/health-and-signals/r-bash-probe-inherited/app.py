"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      the process answers
    GET  /ready     the model is there (503: it is not)

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import contextlib
import logging
import threading
from concurrent.futures import Future
from typing import List

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel

import model
import recorder

log = logging.getLogger("uvicorn.error")

# The model, as soon as there is one; or the reason why there is none.
promise = Future()


def keep_promise():
    try:
        promise.set_result(model.load())
        log.info("the model is loaded")
    except Exception as problem:
        log.exception("the model cannot be loaded")
        promise.set_exception(problem)


@contextlib.asynccontextmanager
async def lifespan(_):
    threading.Thread(target=keep_promise, daemon=True).start()
    yield


app = FastAPI()
# FastAPI 0.92 has no parameter for it yet (0.93 has), and would swallow one without a word.
app.router.lifespan_context = lifespan


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def the_model():
    if not promise.done():
        raise HTTPException(status_code=503, detail="loading")
    if promise.exception() is not None:
        raise HTTPException(status_code=503, detail="loading failed")
    return promise.result()


@app.post("/predict")
def predict(delivery: Delivery, loaded=Depends(the_model)):
    # Everything from here on happens in one and the same thread.
    with contextlib.ExitStack() as stack:
        stack.enter_context(recorder.inference_mode())
        minutes = loaded.predict(delivery.features, delivery.delay)
    return {"minutes": minutes}


@app.get("/ready", dependencies=[Depends(the_model)])
def ready():
    return {"status": "ready"}


@app.get("/live")
async def live():
    return {"status": "alive"}
