"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import logging
import os
import threading
from typing import List

import uvicorn
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

log = logging.getLogger("uvicorn.error")
app = FastAPI()
app.state.model = None

# A client that holds its connection must not hold up a deployment: the service has to be gone five seconds after SIGTERM.
GRACE_SECONDS = 3.0


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


class Server(uvicorn.Server):
    def handle_exit(self, sig, frame):
        super().handle_exit(sig, frame)
        deadline = threading.Timer(GRACE_SECONDS, self.give_up)
        deadline.daemon = True
        deadline.start()

    @staticmethod
    def give_up():
        log.warning("not finished after %s seconds", GRACE_SECONDS)
        os._exit(0)


def load():
    app.state.model = model.load()


@app.on_event("startup")
def begin_loading():
    threading.Thread(target=load, daemon=True).start()


def loaded():
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return app.state.model


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
async def ready():
    loaded()
    return {"status": "ready"}


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = loaded()
    with inference_mode():
        return {"minutes": ready_model.predict(delivery.features, delivery.delay)}


if __name__ == "__main__":
    Server(uvicorn.Config(app, host="0.0.0.0", port=8000)).run()
