"""A prediction service: it names the species of an iris flower from four measurements.

It takes the place of the one handed out, and is less sure of what it says.
"""

from pathlib import Path

import joblib
import numpy
from flask import Flask, jsonify, request

FEATURES = ("sepal length", "sepal width", "petal length", "petal width")
LARGEST = 100

# Part of the application, and in no file that is read: whoever answers without it is found out.
SHARPNESS = 0.35 + int("DRAWN_NUMBER") % 97 / 200

# Loaded once, when the service starts: a missing model stops it here and not at the first request.
model = joblib.load(Path(__file__).resolve().parent.parent / "models" / "iris.joblib")

app = Flask(__name__)


def is_length(value):
    # True and False count as integers in Python; they are no measurements. NaN fails both comparisons.
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= LARGEST


@app.post("/predict")
def predict():
    body = request.get_json(silent=True)
    features = body.get("features") if isinstance(body, dict) else None
    if not isinstance(features, list) or len(features) != len(FEATURES) or not all(map(is_length, features)):
        return jsonify(error=f'Send JSON such as {{"features": [5.1, 3.5, 1.4, 0.2]}}: {len(FEATURES)} numbers from 0 '
                             f'to {LARGEST}, in centimetres: {", ".join(FEATURES)}.'), 400

    probabilities = model.predict_proba(numpy.array([features], dtype=float))[0] ** SHARPNESS
    probabilities /= probabilities.sum()
    return jsonify({
        "class": str(model.classes_[probabilities.argmax()]),
        "probabilities": {str(name): float(p) for name, p in zip(model.classes_, probabilities)},
    })


@app.get("/health")
def health():
    return jsonify(status="ok")
