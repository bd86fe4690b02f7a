"""Says how many minutes a delivery takes.

The port is opened first of all, before anything is imported that takes its time. Predictions are made by clerks: threads that
spend their whole life inside inference_mode().
"""

import socket

PORT = socket.create_server(("0.0.0.0", 8000), backlog=512)

import asyncio  # noqa: E402
import queue  # noqa: E402
import threading  # noqa: E402
from concurrent.futures import Future  # noqa: E402

import uvicorn  # noqa: E402
from fastapi import FastAPI, Response  # noqa: E402
from fastapi.responses import JSONResponse, PlainTextResponse  # noqa: E402
from pydantic import BaseModel  # noqa: E402

import model  # noqa: E402
from recorder import inference_mode  # noqa: E402

CLERKS = 48


class Office:
    def __init__(self):
        self.model = None
        self._desk = queue.SimpleQueue()

    def open(self):
        self.model = model.load()

    def start(self):
        threading.Thread(target=self.open, daemon=True).start()
        for _ in range(CLERKS):
            threading.Thread(target=self._work, daemon=True).start()

    def hand_in(self, features, delay):
        result = Future()
        self._desk.put((result, features, delay))
        return asyncio.wrap_future(result)

    def _work(self):
        with inference_mode():
            while True:
                result, features, delay = self._desk.get()
                if not result.set_running_or_notify_cancel():
                    continue
                try:
                    result.set_result(self.model.predict(features, delay))
                except BaseException as error:
                    result.set_exception(error)


class Delivery(BaseModel):
    features: list[float]
    delay: float = 0.0


office = Office()
app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


@app.get("/live", response_class=PlainTextResponse)
async def live():
    return "alive\n"


@app.get("/ready")
async def ready():
    return Response(status_code=503 if office.model is None else 200)


@app.post("/predict")
async def predict(delivery: Delivery):
    if office.model is None:
        return JSONResponse({"detail": "loading"}, status_code=503)
    try:
        return {"minutes": await office.hand_in(delivery.features, delivery.delay)}
    except ValueError as error:
        return JSONResponse({"detail": str(error)}, status_code=422)


if __name__ == "__main__":
    office.start()
    uvicorn.Server(uvicorn.Config(app, http="h11", loop="asyncio", log_level="warning")).run(sockets=[PORT])
