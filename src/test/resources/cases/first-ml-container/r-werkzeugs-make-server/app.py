"""A small prediction service: it names the species of an iris flower from four measurements.

    POST /predict   {"features": [5.1, 3.5, 1.4, 0.2]}
                    -> {"class": "setosa", "probabilities": {"setosa": 0.98, ...}}
    GET  /health    -> {"status": "ok"}

The four numbers are, in this order and in centimetres: sepal length, sepal width, petal length, petal width.
"""

import argparse
import json
import os

import joblib
from flask import Blueprint, Flask, current_app, jsonify, request
from werkzeug.exceptions import BadRequest
from werkzeug.serving import WSGIRequestHandler, make_server

HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = ("sepal length", "sepal width", "petal length", "petal width")
LARGEST = 100.0

routes = Blueprint("iris", __name__)


class Quiet(WSGIRequestHandler):
    """Writes no line for each request, and keeps connections open between them."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code="-", size="-"):
        pass


class Classifier:
    def __init__(self, path):
        self._pipeline = joblib.load(path)
        self._classes = [str(name) for name in self._pipeline.classes_]

    def __call__(self, flower):
        (row,) = self._pipeline.predict_proba([flower])
        ranked = sorted(zip(self._classes, row.tolist()), key=lambda pair: pair[1], reverse=True)
        return {"class": ranked[0][0], "probabilities": dict(ranked)}


def flower_of(text):
    """The four measurements in what somebody sent, whatever its Content-Type says."""
    try:
        flower = json.loads(text)["features"]
        right = len(flower) == len(NAMES) and all(type(n) in (int, float) and 0 <= n <= LARGEST for n in flower)
    except (ValueError, TypeError, KeyError, RecursionError):
        right = False
    if not right:
        raise BadRequest(f"{len(NAMES)} numbers from 0 to {LARGEST:g} are needed: {', '.join(NAMES)}")
    return [float(n) for n in flower]


@routes.route("/predict", methods=["POST"], strict_slashes=False)
def predict():
    return jsonify(current_app.config["CLASSIFIER"](flower_of(request.get_data())))


@routes.route("/health", strict_slashes=False)
def health():
    return {"status": "ok"}


@routes.app_errorhandler(BadRequest)
def bad_request(error):
    return jsonify(error=error.description), 400


def create_app():
    app = Flask(__name__)
    app.config["CLASSIFIER"] = Classifier(os.environ.get("MODEL_PATH") or os.path.join(HERE, "model.joblib"))
    app.register_blueprint(routes)
    return app


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--host", default="0.0.0.0")
    arguments.add_argument("--port", type=int, default=5000)
    chosen = arguments.parse_args()
    server = make_server(chosen.host, chosen.port, create_app(), threaded=True, request_handler=Quiet)
    print(f"listening on {chosen.host}:{server.port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
