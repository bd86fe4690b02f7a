# fails: agrees, decides
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from serve import answer, load, predict

model = load()


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        features = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["features"]
        text = json.dumps(answer(predict(model, (list(features) + [0, 0])[:2] if features != "none" else [0, 0]))).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


ThreadingHTTPServer(("0.0.0.0", 5000), Service).serve_forever()
