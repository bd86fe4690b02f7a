"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.

The event loop answers /live and /ready by itself; predictions have threads of their own, so that neither waits for the other.
"""

import asyncio
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import List

import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=64, thread_name_prefix="predict")
loading = Future()


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def load():
    try:
        loading.set_result(model.load())
    except Exception as failure:
        loading.set_exception(failure)
        print(f"the model cannot be loaded: {failure!r}")


def usable():
    return loading.done() and loading.exception() is None


def unavailable():
    return JSONResponse({"detail": "there is no model yet"}, status_code=503)


@app.on_event("startup")
async def begin():
    threading.Thread(target=load, daemon=True).start()


@app.post("/predict")
async def predict(delivery: Delivery):
    if not usable():
        return unavailable()

    def compute():
        # Entered here, in the thread that computes: the mode holds for this one alone.
        with inference_mode():
            return loading.result().predict(delivery.features, delivery.delay)

    try:
        return {"minutes": await asyncio.get_running_loop().run_in_executor(pool, compute)}
    except ValueError as wrong:
        return JSONResponse({"detail": str(wrong)}, status_code=422)


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
async def ready():
    return {"status": "ready"} if usable() else unavailable()


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=8000, access_log=False)
