"""Serves a function over HTTP, and knows the model: what the tests' services have in common."""
import json
import math
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def load(path="model.json"):
    with open(path) as file:
        return json.load(file)


def predict(model, features):
    scores = [b + x * features[0] + y * features[1] for b, x, y in model["weights"]]
    parts = [math.exp(score - max(scores)) for score in scores]
    return {name: part / sum(parts) for name, part in zip(model["classes"], parts)}


def answer(probabilities):
    return {"class": max(probabilities, key=probabilities.get), "probabilities": probabilities}


def valid(body):
    features = body.get("features")
    return isinstance(features, list) and len(features) == 2


def serve(respond):
    """respond(body, request) gives the answer, or a status."""

    class Service(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            came = respond(body, self) if valid(body) else 400
            text = came if isinstance(came, bytes) else json.dumps(came).encode()
            self.send_response(came if isinstance(came, int) else 200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *unused):
            pass

    ThreadingHTTPServer(("0.0.0.0", 5000), Service).serve_forever()
