import json
from pathlib import Path

from flask import Flask, jsonify, request

model = json.loads(Path("/app/model/rent.json").read_text())
log = open("/app/logs/requests.log", "a", buffering=1)
app = Flask(__name__)


@app.get("/health")
def health():
    return jsonify(status="ok")


@app.post("/predict")
def predict():
    area = float(request.get_json()["area"])
    rent = round(model["base"] + model["per_square_metre"] * area)
    log.write(f"area {area} rent {rent}\n")
    return jsonify(rent=rent)
