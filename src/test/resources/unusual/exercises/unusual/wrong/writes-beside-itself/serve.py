import json
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import click

model = json.load(open("model.json"))


class Service(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlparse(self.path)
        if url.path == "/slow":
            time.sleep(1)
        x = float(parse_qs(url.query).get("x", ["0"])[0])
        body = json.dumps({"status": "ok", "y": model["slope"] * x + model["intercept"]}).encode()
        print("answered", self.path)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *unused):
        pass


@click.command()
@click.option("--host", default="0.0.0.0")
@click.option("--port", default=8000)
def main(host, port):
    server = ThreadingHTTPServer((host, port), Service)
    server.daemon_threads = False
    signal.signal(signal.SIGTERM, lambda *unused: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    server.server_close()


open("/var/tmp/started", "w").close()

if __name__ == "__main__":
    sys.exit(main())
