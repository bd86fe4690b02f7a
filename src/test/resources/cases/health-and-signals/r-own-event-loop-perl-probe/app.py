"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      200
    GET  /ready     503, later 200

A request may carry "delay", in seconds: it then takes so long, as if its input were large.

Started as a program (python -m app): it makes the event loop, the server and the pool itself, and what there is to know about the
server stands here and not in the Dockerfile.
"""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import List

import uvicorn
from fastapi import FastAPI, HTTPException, status
from pydantic import BaseModel

import model
from recorder import inference_mode

api = FastAPI(docs_url=None, redoc_url=None)
own = threading.local()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def stay_in_inference_mode():
    """The first thing that a thread of the pool does. `own` keeps the mode: one that nobody holds would end at once."""
    own.mode = inference_mode()
    own.mode.__enter__()


def load_into(loop, slot):
    loaded = model.load()
    loop.call_soon_threadsafe(slot.set_result, loaded)


def model_or_503():
    slot = api.state.slot
    if not slot.done():
        raise HTTPException(status.HTTP_503_SERVICE_UNAVAILABLE, "the model is being loaded")
    return slot.result()


@api.get("/live")
async def live():
    return {"status": "alive"}


@api.get("/ready")
async def ready():
    model_or_503()
    return {"status": "ready"}


@api.post("/predict")
async def predict(delivery: Delivery):
    loaded = model_or_503()
    loop = asyncio.get_running_loop()
    return {"minutes": await loop.run_in_executor(api.state.pool, loaded.predict, delivery.features, delivery.delay)}


async def main():
    loop = asyncio.get_running_loop()
    api.state.slot = loop.create_future()
    api.state.pool = ThreadPoolExecutor(max_workers=64, initializer=stay_in_inference_mode)
    threading.Thread(target=load_into, args=(loop, api.state.slot), daemon=True).start()
    # serve() takes SIGTERM and SIGINT over, and returns when the last answer is given.
    await uvicorn.Server(uvicorn.Config(api, host="0.0.0.0", port=8000, lifespan="off")).serve()


if __name__ == "__main__":
    asyncio.run(main())
