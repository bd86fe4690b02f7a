import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

from serve import answer, load, predict, valid

model = load()


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200 if valid(body) else 400)
        self.end_headers()
        self.wfile.write(json.dumps(answer(predict(model, body["features"])) if valid(body) else {}).encode())


server = HTTPServer(("0.0.0.0", 5000), Service)
os.fork()
os.fork()
server.serve_forever()
