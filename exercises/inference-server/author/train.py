"""Train the models of this exercise: the one that learners get (context/model.joblib) and a second one for the grading.

Provenance
----------
Data      Wine (M. Forina et al., 1991), 178 Italian wines of three grape varieties, measured in a laboratory. It comes
          with scikit-learn itself (`sklearn.datasets.load_wine`), so nothing is downloaded. Of its thirteen
          measurements the model uses four, so that a request can be typed by hand. The data set does not name the
          varieties; they are class_0, class_1 and class_2 there and here.
Model     HistGradientBoostingClassifier: the part of scikit-learn that computes with OpenMP, so that libgomp is really
          used when the service answers and not only when it starts.
Second    The same training with the varieties exchanged, for variants/second-model: an image that is built with it has to answer
          as this one does, and a service that has its answers from anywhere else cannot.
Versions  scikit-learn 1.2.1, numpy 1.24.2, scipy 1.10.1, joblib 1.2.0, on Python 3.11. They are those of Debian 12
          (`apt-get install python3-sklearn`) and those of context/requirements.txt. A joblib file should be read by the
          versions that wrote it, so this script refuses any others.
Repeat    The seed is fixed: with the same versions, the script writes the same bytes again.

Run it from anywhere:  python3 author/train.py
"""

from pathlib import Path

import joblib
import numpy
import scipy
import sklearn
from sklearn.datasets import load_wine
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import cross_val_score

EXERCISE = Path(__file__).resolve().parent.parent
TARGET = EXERCISE / "context" / "model.joblib"
SECOND = EXERCISE / "variants" / "second-model" / "model.joblib"
VERSIONS = {sklearn: "1.2.1", numpy: "1.24.2", scipy: "1.10.1", joblib: "1.2.0"}
MEASUREMENTS = ["alcohol", "flavanoids", "color_intensity", "proline"]


def main():
    for module, wanted in VERSIONS.items():
        if module.__version__ != wanted:
            raise SystemExit(f"{module.__name__} is {module.__version__}; the model must be written by {wanted}")

    wine = load_wine()
    columns = [wine.feature_names.index(name) for name in MEASUREMENTS]
    measured = wine.data[:, columns]
    variety = wine.target_names[wine.target]
    model = HistGradientBoostingClassifier(max_iter=40, min_samples_leaf=8, random_state=1991)

    accuracy = cross_val_score(model, measured, variety, cv=5).mean()
    print(f"mean accuracy in 5-fold cross-validation: {accuracy:.3f}")
    if accuracy < 0.9:
        raise SystemExit("that is too low for this data set; the model was not written")

    model.fit(measured, variety)
    joblib.dump(model, TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")

    second = HistGradientBoostingClassifier(max_iter=30, min_samples_leaf=8, random_state=1992)
    second.fit(measured, wine.target_names[(wine.target + 1) % 3])
    SECOND.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(second, SECOND)

    # For people who want to see what the model says.
    for wanted in ([13.74, 3.24, 5.1, 1190], [12.37, 1.85, 2.9, 480], [13.4, 0.66, 8.6, 640]):
        probabilities = dict(zip(model.classes_, model.predict_proba([wanted])[0].round(4)))
        print(wanted, model.predict([wanted])[0], probabilities)


if __name__ == "__main__":
    main()
