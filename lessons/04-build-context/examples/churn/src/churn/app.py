"""Says how likely a customer is to leave."""
import json
import math
from pathlib import Path

from flask import Flask, jsonify, request

app = Flask(__name__)
WEIGHTS = json.loads(Path("models/churn.json").read_text())


@app.get("/health")
def health():
    return jsonify(status="ok")


@app.post("/predict")
def predict():
    customer = request.get_json()
    score = WEIGHTS["bias"] + sum(w * customer.get(name, 0.0) for name, w in WEIGHTS["weights"].items())
    return jsonify(leaves=round(1 / (1 + math.exp(-score)), 4))
