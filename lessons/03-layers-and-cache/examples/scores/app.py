import numpy as np
from fastapi import FastAPI
from scipy.special import expit

app = FastAPI()
weights = np.load("model/weights.npy", mmap_mode="r")


@app.post("/score")
def scores(features: list[float]) -> dict:
    return {"score": float(expit(np.dot(weights[: len(features)], features)))}
