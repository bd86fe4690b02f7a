import json

import numpy as np
from fastapi import FastAPI

with open("model/model.json") as file:
    model = json.load(file)
weights = np.array(model["weights"])
app = FastAPI(title=model["name"])


@app.get("/health")
def health():
    return {"model": model["name"], "version": model["version"]}
