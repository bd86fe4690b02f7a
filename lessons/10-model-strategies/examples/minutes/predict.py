"""Loads the model that MODEL_PATH names and answers one question."""
import os

import numpy as np

with np.load(os.environ["MODEL_PATH"], allow_pickle=False) as model:
    answer = np.array([4.0, 2.0, 1.0]) @ model["weights"]
    print(f"{model['name']} {model['version']}: {answer:.1f}")
