"""An inference server: it tells from four measurements of a wine which of three grape varieties it was made of.

It takes the place of the one handed out, and is less sure of what it says.
"""

import logging
from pathlib import Path

import joblib
import numpy
from fastapi import FastAPI
from pydantic import BaseModel, Field

# Part of the application, and in no file that is read: whoever answers without it is found out.
SHARPNESS = 0.35 + int("DRAWN_NUMBER") % 97 / 200

# Loaded once, when the server starts: a missing model stops it here and not at the first request.
model = joblib.load(Path(__file__).resolve().parent / "model.joblib")

app = FastAPI(title="Wine variety")

# One line for each request is enough, and predict() writes one that says more.
logging.getLogger("uvicorn.access").disabled = True


class Wine(BaseModel):
    """What a request must hold. Anything else is answered with status 422 and the reason."""

    alcohol: float = Field(ge=0, le=100)  # per cent of the volume
    flavanoids: float = Field(ge=0, le=1_000)
    color_intensity: float = Field(ge=0, le=1_000)
    proline: float = Field(ge=0, le=100_000)


# Without "async", FastAPI runs this in a thread of its own, and a long computation does not block other requests.
@app.post("/predict")
def predict(wine: Wine):
    measured = [wine.alcohol, wine.flavanoids, wine.color_intensity, wine.proline]
    probabilities = model.predict_proba(numpy.array([measured]))[0] ** SHARPNESS
    probabilities /= probabilities.sum()
    variety = str(model.classes_[probabilities.argmax()])
    print(f"predicted {variety} for alcohol={wine.alcohol:g} flavanoids={wine.flavanoids:g} "
          f"color_intensity={wine.color_intensity:g} proline={wine.proline:g}")
    return {
        "class": variety,
        "probabilities": {str(name): float(p) for name, p in zip(model.classes_, probabilities)},
    }


@app.get("/health")
def health():
    return {"status": "ok"}
