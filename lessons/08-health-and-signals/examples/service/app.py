import os
import threading

from fastapi import FastAPI, HTTPException

import memory
from model import Model

app = FastAPI()
app.state.model = None


def load():
    app.state.model = Model()


@app.on_event("startup")
def begin():
    threading.Thread(target=load, daemon=True).start()


@app.get("/health")
def health():
    return {"status": "ok", "pid": os.getpid()}


@app.get("/live")
async def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    if app.state.model is None:
        raise HTTPException(503, "the model is being loaded")
    share = memory.share()
    if share is not None and share > 0.9:
        raise HTTPException(503, f"memory {share:.0%} full")
    return {"status": "ready", "memory": share}


@app.get("/predict")
def predict(x: float, seconds: float = 0.0):
    if app.state.model is None:
        raise HTTPException(503, "the model is being loaded")
    return {"y": app.state.model.predict(x, seconds)}
