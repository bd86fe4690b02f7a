"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      200 always
    GET  /ready     200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.

    python app.py            serves on port 8000
    python app.py --probe    asks /ready of the one that serves, and ends with 0 or 1
"""

import sys
import urllib.request

if "--probe" in sys.argv[1:]:
    # Before the imports below: recorder.py opens a port when it is imported, and the service has that one already.
    try:
        with urllib.request.urlopen("http://127.0.0.1:8000/ready", timeout=4) as answer:
            answer.read()
    except Exception as error:
        print(f"not ready: {error}")
        sys.exit(1)
    sys.exit(0)

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import List

import uvicorn
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import model
import recorder

app = FastAPI()
_thread = threading.local()


def enter_inference_mode():
    """Called once in each thread of the pool: these threads do nothing but predict, so they never leave the mode."""
    # Kept, because a context manager that nobody holds is closed by the garbage collector.
    _thread.mode = recorder.inference_mode()
    _thread.mode.__enter__()


pool = ThreadPoolExecutor(max_workers=40, thread_name_prefix="predict", initializer=enter_inference_mode)


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


@app.on_event("startup")
async def load():
    # In a thread of the loop's own pool; the end of the service waits for it.
    app.state.loading = asyncio.get_running_loop().run_in_executor(None, model.load)


def loaded():
    loading = app.state.loading
    if not loading.done() or loading.cancelled() or loading.exception() is not None:
        return None
    return loading.result()


@app.post("/predict")
async def predict(delivery: Delivery):
    the_model = loaded()
    if the_model is None:
        return JSONResponse({"detail": "the model is not loaded"}, status_code=503)
    minutes = await asyncio.get_running_loop().run_in_executor(
        pool, the_model.predict, delivery.features, delivery.delay
    )
    return {"minutes": minutes}


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
async def ready(response: Response):
    if loaded() is None:
        response.status_code = 503
        return {"status": "loading"}
    return {"status": "ready"}


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=8000)
