"""Stands in for a model: loading takes LOAD_SECONDS and about 2 MB of memory."""
import os
import time


class Model:
    def __init__(self):
        time.sleep(float(os.environ.get("LOAD_SECONDS", "30")))
        self.weights = bytearray(os.urandom(2_000_000))

    def predict(self, x, seconds=0.0):
        time.sleep(seconds)
        return 2 * x
