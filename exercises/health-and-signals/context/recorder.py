"""Stands in for a deep-learning framework, and writes down how it is used. Given; it cannot be changed.

`inference_mode()` has the name and the meaning of PyTorch's: what runs inside it keeps nothing for computing gradients.
As there, it holds for the thread that entered it and for no other.

    with inference_mode():
        result = model.predict(...)

GET /recorder on port 9001 tells what was counted since the process began:

    {"loads": 1, "predictions": 3, "withGradients": 0}
"""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = 9001

_mode = threading.local()
_lock = threading.Lock()
_counts = {"loads": 0, "predictions": 0, "withGradients": 0}


@contextmanager
def inference_mode():
    before = getattr(_mode, "on", False)
    _mode.on = True
    try:
        yield
    finally:
        _mode.on = before


def count_load():
    with _lock:
        _counts["loads"] += 1


def count_prediction():
    with _lock:
        _counts["predictions"] += 1
        if not getattr(_mode, "on", False):
            _counts["withGradients"] += 1


class _Recorder(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/recorder":
            self.send_error(404)
            return
        with _lock:
            body = json.dumps(_counts).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """The log belongs to the service."""


# A thread of its own, which does not keep the process alive: the service ends when its server ends.
threading.Thread(target=ThreadingHTTPServer(("0.0.0.0", PORT), _Recorder).serve_forever, daemon=True).start()
