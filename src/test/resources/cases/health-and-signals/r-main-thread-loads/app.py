"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      200
    GET  /ready     503, and 200 once the model is loaded

A request may carry "delay", in seconds: it then takes so long, as if its input were large.

The server has a thread of its own; the main thread loads the model, and then waits for the server's end.
"""

import signal
import threading
import traceback
from typing import List

import uvicorn
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()
have_model = threading.Event()
the_model = None


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


@app.post("/predict")
def predict(delivery: Delivery):
    if not have_model.is_set():
        raise HTTPException(503, "the model is not loaded yet")
    with inference_mode():
        minutes = the_model.predict(delivery.features, delivery.delay)
    return {"minutes": minutes}


@app.get("/live")
def live():
    return "alive"


@app.get("/ready")
def ready():
    if not have_model.is_set():
        raise HTTPException(503, "the model is not loaded yet")
    return "ready"


def main():
    global the_model

    server = uvicorn.Server(uvicorn.Config(app, host="0.0.0.0", port=8000, loop="asyncio", http="h11"))

    def stop(number, frame):
        # What uvicorn does in its own handler, which it installs in the main thread only.
        server.should_exit = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)

    serving = threading.Thread(target=server.run, name="server")
    serving.start()
    try:
        the_model = model.load()
        have_model.set()
    except Exception:
        # Goes on without: /live says 200, /ready says 503, and whoever looks finds this in the log.
        traceback.print_exc()
    serving.join()


if __name__ == "__main__":
    main()
