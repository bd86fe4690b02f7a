"""A small prediction service: it names the species of an iris flower from four measurements.

    POST /predict   {"features": [5.1, 3.5, 1.4, 0.2]}
                    -> {"class": "setosa", "probabilities": {"setosa": 0.98, ...}}
    GET  /health    -> {"status": "ok"}

The four numbers are, in this order and in centimetres: sepal length, sepal width, petal length, petal width.
"""

import os
from pathlib import Path

import joblib
import numpy
from flask import Flask, jsonify, redirect, request

FEATURES = ("sepal length", "sepal width", "petal length", "petal width")
LARGEST = 100

# The model lies beside this file unless MODEL_PATH names another place.
MODEL_PATH = Path(os.environ.get("MODEL_PATH", Path(__file__).resolve().parent / "model.joblib"))

# Loaded once, when the service starts: a missing model stops it here and not at the first request.
model = joblib.load(MODEL_PATH)

PORT = 5000

app = Flask(__name__)


@app.before_request
def canonical_address():
    # One address for each resource: whoever comes by another port is sent to the service's own. 308 keeps method and body.
    name, _, port = request.host.partition(":")
    if port and port != str(PORT):
        return redirect(f"http://{name}:{PORT}{request.full_path.rstrip('?')}", code=308)


def is_length(value):
    # True and False count as integers in Python; they are no measurements. NaN fails both comparisons.
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= LARGEST


@app.post("/predict")
def predict():
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or "features" not in body:
        return jsonify(error='Send JSON such as {"features": [5.1, 3.5, 1.4, 0.2]}.'), 400

    features = body["features"]
    if not isinstance(features, list) or len(features) != len(FEATURES) or not all(map(is_length, features)):
        return jsonify(error=f'"features" must be a list of {len(FEATURES)} numbers from 0 to {LARGEST}, '
                             f'in centimetres: {", ".join(FEATURES)}.'), 400

    probabilities = model.predict_proba(numpy.array([features], dtype=float))[0]
    return jsonify({
        "class": str(model.classes_[probabilities.argmax()]),
        "probabilities": {str(name): float(p) for name, p in zip(model.classes_, probabilities)},
    })


@app.get("/health")
def health():
    return jsonify(status="ok")


if __name__ == "__main__":
    # 0.0.0.0 means every network interface of the container. On 127.0.0.1 only the container itself could connect.
    app.run(host="0.0.0.0", port=PORT)
