"""Says how many minutes a delivery takes. Run as a program, not through uvicorn's command line: `python app.py`."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import List

import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import model
import recorder

app = FastAPI(title="deliveries")
# Predictions mostly wait, so there are many threads; they are not those that FastAPI uses.
predictors = ThreadPoolExecutor(max_workers=128, thread_name_prefix="predict")
loaded: "asyncio.Future[model.Model]"


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def the_model():
    """The model, or None while it is loading or when that failed."""
    if loaded.done() and not loaded.cancelled() and loaded.exception() is None:
        return loaded.result()
    return None


def not_ready():
    return JSONResponse({"detail": "the model is not loaded"}, status_code=503)


def minutes_of(delivery):
    # In the thread that computes: the mode holds for no other.
    with recorder.inference_mode():
        return the_model().predict(delivery.features, delivery.delay)


@app.post("/predict")
async def predict(delivery: Delivery):
    if the_model() is None:
        return not_ready()
    try:
        minutes = await asyncio.get_running_loop().run_in_executor(predictors, minutes_of, delivery)
    except ValueError as error:
        return JSONResponse({"detail": str(error)}, status_code=422)
    return {"minutes": minutes}


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
async def ready():
    return {"status": "ready"} if the_model() else not_ready()


async def main():
    global loaded
    # Begins at once, in a thread of asyncio's own; the server need not wait for it.
    loaded = asyncio.ensure_future(asyncio.to_thread(model.load))
    loaded.add_done_callback(lambda done: done.cancelled() or not done.exception() or logging.error("no model: %r", done.exception()))
    # Takes SIGTERM, answers what is under way, returns. When the model still loads, asyncio.run() waits for that.
    await uvicorn.Server(uvicorn.Config(app, host="0.0.0.0", port=8000)).serve()


if __name__ == "__main__":
    asyncio.run(main())
