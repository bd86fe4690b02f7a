import os

import joblib
from flask import Flask, jsonify, request

model = joblib.load(os.environ.get("MODEL_PATH", "model.joblib"))
app = Flask(__name__)


@app.post("/predict")
def predict():
    km = request.get_json()["km"]
    minutes = round(float(model.predict([[km]])[0]), 1)
    print(f"{km} km: {minutes} minutes")
    return jsonify(minutes=minutes)


@app.get("/health")
def health():
    return jsonify(status="ok")
