"""Scores a customer with three weights."""
import fastscore
from flask import Flask, jsonify, request

app = Flask(__name__)
WEIGHTS = [-0.04, 0.8, 0.3]


@app.get("/health")
def health():
    return jsonify(status="ok")


@app.post("/score")
def score():
    return jsonify(score=fastscore.dot(WEIGHTS, request.get_json()["features"]))
