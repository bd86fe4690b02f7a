"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before
"""

import threading
import types
from typing import List

import uvicorn
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()
stopping = threading.Event()

# Whoever waits in the model's code is to be reached by a stop, as everybody else.
model.time = types.SimpleNamespace(sleep=stopping.wait)


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def load():
    app.state.model = model.load()


@app.on_event("startup")
def begin_loading():
    app.state.model = None
    threading.Thread(target=load, daemon=True).start()


def loaded_model():
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return app.state.model


@app.post("/predict")
def predict(delivery: Delivery):
    ready_model = loaded_model()
    with inference_mode():
        return {"minutes": ready_model.predict(delivery.features, delivery.delay)}


@app.get("/live")
def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded_model()
    return {"status": "ready"}


class Server(uvicorn.Server):
    def handle_exit(self, sig, frame):
        stopping.set()
        super().handle_exit(sig, frame)


if __name__ == "__main__":
    Server(uvicorn.Config(app, host="0.0.0.0", port=8000)).run()
