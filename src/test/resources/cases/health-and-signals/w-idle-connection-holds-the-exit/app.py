"""Says how many minutes a delivery takes.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import json
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import model
from recorder import inference_mode


class Service(ThreadingHTTPServer):
    # server_close() joins the threads that still answer; as daemons they would be cut off.
    daemon_threads = False
    request_queue_size = 256
    model = None

    def load(self):
        self.model = model.load()


class Handler(BaseHTTPRequestHandler):
    # Clients that ask often keep their connection.
    protocol_version = "HTTP/1.1"

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == "/live":
            self.answer(200, {"status": "alive"})
        elif self.path == "/ready" and self.server.model is not None:
            self.answer(200, {"status": "ready"})
        elif self.path == "/ready":
            self.answer(503, {"status": "loading"})
        else:
            self.answer(404, {"status": "not found"})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/predict":
            self.answer(404, {"status": "not found"})
            return
        if self.server.model is None:
            self.answer(503, {"status": "loading"})
            return
        try:
            delivery = json.loads(body)
            with inference_mode():
                minutes = self.server.model.predict(delivery["features"], delivery.get("delay", 0.0))
        except (ValueError, TypeError, KeyError) as reason:
            self.answer(422, {"detail": repr(reason)})
            return
        self.answer(200, {"minutes": minutes})


def main():
    service = Service(("0.0.0.0", 8000), Handler)

    def stop(*_):
        # shutdown() waits for serve_forever(), which runs in this very thread.
        threading.Thread(target=service.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    threading.Thread(target=service.load, daemon=True).start()
    service.serve_forever(poll_interval=0.1)
    service.server_close()


if __name__ == "__main__":
    main()
