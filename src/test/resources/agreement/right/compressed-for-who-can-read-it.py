import gzip
import json
from http.server import BaseHTTPRequestHandler, HTTPServer

from serve import answer, load, predict, valid

model = load()


class Service(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = json.dumps(answer(predict(model, body["features"])) if valid(body) else {}).encode()
        self.send_response(200 if valid(body) else 422)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            text = gzip.compress(text)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


HTTPServer(("0.0.0.0", 5000), Service).serve_forever()
