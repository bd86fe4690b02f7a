"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      200, always
    GET  /ready     200 when the workers have begun, else 503

A request may carry "delay", in seconds: it then takes so long, as if its input were large.

Requests are answered by the event loop. What computes are workers: threads that enter the inference mode when they begin and
never leave it, and take their work from a queue. They begin when the model is loaded.
"""

import asyncio
import queue
import threading
from concurrent.futures import Future
from typing import List, NamedTuple

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

WORKERS = 48


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


class Job(NamedTuple):
    answer: Future
    delivery: Delivery


jobs: "queue.SimpleQueue[Job]" = queue.SimpleQueue()
at_work = threading.Event()


def work(loaded):
    with inference_mode():
        while True:
            answer, delivery = jobs.get()
            if not answer.set_running_or_notify_cancel():
                continue
            try:
                answer.set_result(loaded.predict(delivery.features, delivery.delay))
            except Exception as problem:
                answer.set_exception(problem)


def open_shop():
    loaded = model.load()
    for number in range(WORKERS):
        threading.Thread(target=work, args=(loaded,), name=f"worker-{number}", daemon=True).start()
    at_work.set()


app = FastAPI()

# uvicorn imports this file once, in the one process there is: that is the start of the service.
threading.Thread(target=open_shop, name="open-shop", daemon=True).start()


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
async def ready():
    if not at_work.is_set():
        raise HTTPException(503, "not open yet")
    return {"status": "ready"}


@app.post("/predict")
async def predict(delivery: Delivery):
    await ready()
    job = Job(Future(), delivery)
    jobs.put(job)
    return {"minutes": await asyncio.wrap_future(job.answer)}
