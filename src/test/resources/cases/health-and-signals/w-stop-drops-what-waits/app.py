"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import List

import uvicorn
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=4)


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


def infer(ready_model, delivery):
    with inference_mode():
        return ready_model.predict(delivery.features, delivery.delay)


@app.post("/predict")
async def predict(delivery: Delivery):
    return {"minutes": await asyncio.get_running_loop().run_in_executor(pool, infer, loaded(), delivery)}


class Server(uvicorn.Server):
    def handle_exit(self, sig, frame):
        # What has not begun need not begin any more.
        pool.shutdown(wait=False, cancel_futures=True)
        super().handle_exit(sig, frame)


@app.get("/live")
async def live():
    # Nothing else is asked here: restarting cures a process that hangs, not a model that still loads.
    return {"status": "alive"}


@app.get("/ready")
async def ready():
    loaded()
    return {"status": "ready"}


if __name__ == "__main__":
    Server(uvicorn.Config(app, host="0.0.0.0", port=8000)).run()
