"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import queue
import threading
from typing import List

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI(openapi_url=None)

# Holds the model, once it is there; one element at most.
box = []


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


@app.on_event("startup")
def begin():
    threading.Thread(target=lambda: box.append(model.load()), daemon=True).start()


def predict_into(answers, loaded, delivery):
    with inference_mode():
        try:
            answers.put((loaded.predict(delivery.features, delivery.delay), None))
        except Exception as error:
            answers.put((None, error))


@app.post("/predict")
def predict(delivery: Delivery):
    if not box:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    # A fresh thread for each prediction: nothing that the framework keeps for a thread outlives it.
    answers = queue.Queue(maxsize=1)
    thread = threading.Thread(target=predict_into, args=(answers, box[0], delivery))
    thread.start()
    minutes, error = answers.get()
    thread.join()
    if error is not None:
        raise HTTPException(status_code=400, detail=str(error))
    return {"minutes": minutes}


class Probes:
    """Answers the two probes before FastAPI sees them: they say how the service is, whatever becomes of it."""

    def __init__(self, inner):
        self.inner = inner
        self.answers = {"/live": lambda: (200, b"alive\n"), "/ready": self.ready}

    def ready(self):
        return (200, b"ready\n") if box else (503, b"loading\n")

    async def __call__(self, scope, receive, send):
        answer = self.answers.get(scope["path"]) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if answer is None:
            await self.inner(scope, receive, send)
            return
        status, body = answer()
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


service = Probes(app)
