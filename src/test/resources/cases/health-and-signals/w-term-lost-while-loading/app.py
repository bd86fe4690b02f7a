"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}

The server runs in a thread of its own and answers /live while the main thread loads the model.
"""

import signal
import threading
from typing import List

import uvicorn
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import model
from recorder import inference_mode

app = FastAPI()
app.state.model = None


class Delivery(BaseModel):
    features: List[float]
    delay: float = 0.0


def loaded():
    if app.state.model is None:
        raise HTTPException(status_code=503, detail="the model is being loaded")
    return app.state.model


@app.post("/predict")
def predict(delivery: Delivery):
    net = loaded()
    with inference_mode():
        return {"minutes": net.predict(delivery.features, delivery.delay)}


@app.get("/live")
def live():
    return {"status": "alive"}


@app.get("/ready")
def ready():
    loaded()
    return {"status": "ready"}


def main():
    server = uvicorn.Server(uvicorn.Config(app, host="0.0.0.0", port=8000))
    serving = threading.Thread(target=server.run)
    serving.start()

    app.state.model = model.load()

    def stop(number, frame):
        # uvicorn then finishes what it has accepted.
        server.should_exit = True

    # uvicorn does this itself only in the main thread.
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    serving.join()


if __name__ == "__main__":
    main()
