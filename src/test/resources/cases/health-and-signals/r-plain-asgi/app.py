"""Says how many minutes a delivery takes: an ASGI application without a framework.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import model
import recorder


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


class Service:
    def __init__(self):
        self.model = None
        self.workers = ThreadPoolExecutor(max_workers=64)

    def load(self):
        self.model = model.load()

    def minutes(self, features, delay):
        # The mode holds for the thread that enters it, and this is the thread that computes.
        with recorder.inference_mode():
            return self.model.predict(features, delay)

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            await self.lifespan(receive, send)
        elif scope["type"] == "http":
            status, body = await self.answer(scope["method"], scope["path"], receive)
            data = json.dumps(body).encode()
            await send({"type": "http.response.start", "status": status, "headers": [
                (b"content-type", b"application/json"), (b"content-length", str(len(data)).encode())]})
            await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else data})

    async def lifespan(self, receive, send):
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                # A daemon: a service that is told to stop while it loads need not wait for the model.
                threading.Thread(target=self.load, daemon=True).start()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def answer(self, method, path, receive):
        if path in ("/live", "/ready"):
            if method not in ("GET", "HEAD"):
                return 405, {"detail": "Method Not Allowed"}
            if path == "/live":
                return 200, {"status": "alive"}
            return (503, {"status": "loading"}) if self.model is None else (200, {"status": "ready"})
        if path != "/predict":
            return 404, {"detail": "Not Found"}
        if method != "POST":
            return 405, {"detail": "Method Not Allowed"}

        text, more = b"", True
        while more:
            message = await receive()
            text += message.get("body", b"")
            more = message.get("more_body", False)
        if self.model is None:
            return 503, {"detail": "the model is being loaded"}
        try:
            body = json.loads(text)
            features, delay = body["features"], body.get("delay", 0.0)
            if not isinstance(features, list) or not all(map(is_number, [*features, delay])):
                raise ValueError("numbers are needed")
            minutes = await asyncio.get_running_loop().run_in_executor(self.workers, self.minutes, features, delay)
        except (ValueError, TypeError, KeyError, AttributeError) as wrong:
            return 422, {"detail": str(wrong)}
        return 200, {"minutes": minutes}


app = Service()
