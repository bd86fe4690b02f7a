"""A model that is slow to load: it says how many minutes a delivery takes. Given; it cannot be changed.

The slowness is simulated. A real model of a few gigabytes keeps a disk busy for so long; this one reads a small file and
sleeps meanwhile, so that the exercise fits on any machine.
"""

import json
import time
from pathlib import Path

import recorder

LOAD_SECONDS = 12
LONGEST_DELAY = 5


class Model:
    def __init__(self, path):
        recorder.count_load()
        parameters = json.loads(Path(path).read_text())
        time.sleep(LOAD_SECONDS)
        self._weights = parameters["weights"]
        self._intercept = parameters["intercept"]

    def predict(self, features, delay=0.0):
        """The minutes for [kilometres, parcels, rain]. `delay` stands for a large input that takes so many seconds."""
        recorder.count_prediction()
        time.sleep(max(0.0, min(delay, LONGEST_DELAY)))
        if len(features) != len(self._weights):
            raise ValueError(f"{len(self._weights)} numbers are needed")
        return self._intercept + sum(weight * feature for weight, feature in zip(self._weights, features))


def load(path="/app/model.json"):
    """Read the model from its file. This takes twelve seconds, each time."""
    return Model(path)
