"""Says how many minutes a delivery takes, with nothing but Python's own library.

    POST /predict   {"features": [4.0, 2, 1]}    kilometres, parcels, rain (1) or none (0)
                    -> {"minutes": 27.0}
    GET  /live      -> 200 as long as the process answers
    GET  /ready     -> 200 once the model is loaded, 503 before

A request may carry "delay", in seconds: it then takes so long, as if its input were large.
"""

import json
import select
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import model
from recorder import inference_mode

loaded = None


def load():
    global loaded
    loaded = model.load()


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


class Handler(BaseHTTPRequestHandler):
    # HTTP/1.0, the default: one request a connection, so that none is idle when the service has to end.
    timeout = 3  # for whoever connects and then says nothing

    def do_GET(self):
        if self.path == "/live":
            self.answer(200, {"status": "alive"})
        elif self.path == "/ready":
            if loaded is None:
                self.answer(503, {"detail": "the model is being loaded"})
            else:
                self.answer(200, {"status": "ready"})
        else:
            self.answer(404, {"detail": "Not Found"})

    def do_POST(self):
        text = self.body()
        if self.path != "/predict":
            self.answer(404, {"detail": "Not Found"})
        elif loaded is None:
            self.answer(503, {"detail": "the model is being loaded"})
        else:
            self.predict(text)

    def predict(self, text):
        try:
            question = json.loads(text)
            features, delay = question["features"], question.get("delay", 0.0)
            if not isinstance(features, list) or not all(map(is_number, [*features, delay])):
                raise ValueError("numbers are needed")
            with inference_mode():
                minutes = loaded.predict(features, delay)
        except (ValueError, TypeError, KeyError, AttributeError) as wrong:
            self.answer(422, {"detail": str(wrong)})
        else:
            self.answer(200, {"minutes": minutes})

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        text = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            text += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass  # trailers
        return text

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Server(ThreadingHTTPServer):
    # server_close() waits for the threads of requests that are not answered yet.
    daemon_threads = False
    request_queue_size = 128


def main():
    threading.Thread(target=load, daemon=True).start()
    server = Server(("0.0.0.0", 8000), Handler)
    # shutdown() waits for serve_forever(), so it may not be called where that runs.
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown, daemon=True).start())
    server.serve_forever(poll_interval=0.1)
    # What the kernel has accepted for us meanwhile is answered too.
    while select.select([server.socket], [], [], 0)[0]:
        server.handle_request()
    server.server_close()


if __name__ == "__main__":
    main()
