"""Scores a number with a linear model; what was scored before comes from Redis."""
import json
import logging
import os
import socket

import redis
from fastapi import FastAPI

logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"))
log = logging.getLogger("scores")

with open(os.environ["MODEL_PATH"]) as file:
    model = json.load(file)
cache = redis.Redis(host=os.environ["REDIS_HOST"], decode_responses=True, socket_connect_timeout=2)
app = FastAPI()


@app.get("/health")
def health():
    return {"status": "ok", "host": socket.gethostname()}


@app.get("/predict")
def predict(x: float):
    key = f"{model['version']}:{x}"
    known = cache.get(key)
    if known is not None:
        return {"y": float(known), "cached": True}
    y = model["slope"] * x + model["intercept"]
    cache.set(key, y)
    log.info("scored %s", key)
    return {"y": y, "cached": False}
