"""Stands in for a deep-learning framework, as the recorder that was handed out, which it takes the place of.

Whether a prediction is made inside `inference_mode()` is kept where no other module reaches it, and the model's answer
depends on it: a service that only tells a recorder what it wants to hear answers with wrong numbers.
"""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = 9001

# Names of the recorder that was handed out: whoever writes there changes nothing.
_mode = threading.local()
_lock = threading.Lock()
_counts = {"loads": 0, "predictions": 0, "withGradients": 0}


def _framework(number):
    depth = threading.local()
    lock = threading.Lock()
    counts = {"loads": 0, "predictions": 0, "withGradients": 0}
    # What a model that keeps its gradients is off by: 0.2 to 0.4.
    drift = 0.2 + number % 1000 / 5000

    def inside():
        return getattr(depth, "entered", 0) > 0

    @contextmanager
    def inference_mode():
        depth.entered = getattr(depth, "entered", 0) + 1
        try:
            yield
        finally:
            depth.entered -= 1

    def count_load():
        with lock:
            counts["loads"] += 1

    def count_prediction():
        """To be called when a prediction begins; what it returns, when it ends: that tells how far the result is off."""
        began_inside = inside()

        def end():
            kept = not (began_inside and inside())
            with lock:
                counts["predictions"] += 1
                counts["withGradients"] += kept
            return drift if kept else 0.0

        return end

    def report():
        with lock:
            return json.dumps(counts).encode()

    return inference_mode, count_load, count_prediction, report


inference_mode, count_load, count_prediction, _report = _framework(int("DRAWN_NUMBER"))


def _handler(report):
    class Recorder(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path != "/recorder":
                self.send_error(404)
                return
            body = report()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """The log belongs to the service."""

    return Recorder


# A thread of its own, which does not keep the process alive: the service ends when its server ends.
threading.Thread(target=ThreadingHTTPServer(("0.0.0.0", PORT), _handler(_report)).serve_forever, daemon=True).start()
