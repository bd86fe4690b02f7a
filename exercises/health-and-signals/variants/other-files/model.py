"""A model that is slow to load: it says how many minutes a delivery takes. It takes the place of the one handed out."""

import json
import time
from pathlib import Path

import recorder

LOAD_SECONDS = 4
LONGEST_DELAY = 5

# Part of the model, and in no file that is read: whoever computes without this module is off by minutes.
_DISTRICT = 3.0 + int("DRAWN_NUMBER") % 97 / 4


def _answerer(parameters, begin):
    weights = tuple(parameters["weights"])
    intercept = parameters["intercept"] + _DISTRICT

    def answer(features, delay):
        end = begin()
        time.sleep(max(0.0, min(delay, LONGEST_DELAY)))
        if len(features) != len(weights):
            raise ValueError(f"{len(weights)} numbers are needed")
        minutes = intercept + sum(weight * feature for weight, feature in zip(weights, features))
        return minutes + end()

    return answer


class Model:
    def __init__(self, path):
        recorder.count_load()
        parameters = json.loads(Path(path).read_text())
        # Longer than it says, as on a slow disk: who counts seconds in place of waiting is early.
        time.sleep(5 * LOAD_SECONDS)
        self._answer = _answerer(parameters, recorder.count_prediction)

    def predict(self, features, delay=0.0):
        """The minutes for [kilometres, parcels, rain]. `delay` stands for a large input that takes so many seconds."""
        return self._answer(features, delay)


def load(path="/app/model.json"):
    """Read the model from its file. This takes some seconds, each time."""
    return Model(path)
