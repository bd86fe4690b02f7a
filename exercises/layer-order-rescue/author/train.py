"""Train the models of this exercise: the one that learners get (context/models/iris.joblib) and a second one for the grading.

Provenance
----------
Data      Iris (R. A. Fisher, 1936), 150 flowers, four measurements in centimetres, three species. It comes with
          scikit-learn itself (`sklearn.datasets.load_iris`), so nothing is downloaded.
Model     A random forest. A simpler model would name the species as well, but a forest weighs more than half a megabyte,
          enough to see in which layers it lies and how often.
Second    The same training with the species' names exchanged, for variants/second-model: an image that is built with it has to answer
          as this one does, and a service that has its answers from anywhere else cannot.
Versions  scikit-learn 1.2.1, numpy 1.24.2, scipy 1.10.1, joblib 1.2.0, on Python 3.11. They are those of Debian 12
          (`apt-get install python3-sklearn`) and those of context/requirements.txt. A joblib file should be read by the
          versions that wrote it, so this script refuses any others.
Edit      The rebuild that stands for a retrained model adds a line of text to the end of the file. That is harmless as
          long as the file is not compressed, because unpickling stops at the end of the pickle; this script tries it.
Repeat    The seed is fixed: with the same versions, the script writes the same bytes again.

Run it from anywhere:  python3 author/train.py
"""

import io
from pathlib import Path

import joblib
import numpy
import scipy
import sklearn
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score

EXERCISE = Path(__file__).resolve().parent.parent
TARGET = EXERCISE / "context" / "models" / "iris.joblib"
SECOND = EXERCISE / "variants" / "second-model" / "models" / "iris.joblib"
VERSIONS = {sklearn: "1.2.1", numpy: "1.24.2", scipy: "1.10.1", joblib: "1.2.0"}

# For people who want to see what the model says.
FLOWERS = ([5.1, 3.5, 1.4, 0.2], [6.3, 3.3, 6.0, 2.5])


def main():
    for module, wanted in VERSIONS.items():
        if module.__version__ != wanted:
            raise SystemExit(f"{module.__name__} is {module.__version__}; the model must be written by {wanted}")

    iris = load_iris()
    species = iris.target_names[iris.target]
    model = RandomForestClassifier(n_estimators=400, min_samples_leaf=2, random_state=1936)

    accuracy = cross_val_score(model, iris.data, species, cv=5).mean()
    print(f"mean accuracy in 5-fold cross-validation: {accuracy:.3f}")
    if accuracy < 0.9:
        raise SystemExit("that is too low for this data set; the model was not written")

    model.fit(iris.data, species)
    joblib.dump(model, TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")

    second = RandomForestClassifier(n_estimators=100, min_samples_leaf=2, random_state=1937)
    second.fit(iris.data, iris.target_names[(iris.target + 1) % 3])
    SECOND.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(second, SECOND)

    edited = joblib.load(io.BytesIO(TARGET.read_bytes() + b"\n# drydock 00000000-0000\n"))
    for features in FLOWERS:
        probabilities = model.predict_proba([features])[0]
        print(features, model.predict([features])[0], dict(zip(model.classes_, probabilities.round(4))))
        if not numpy.array_equal(probabilities, edited.predict_proba([features])[0]):
            raise SystemExit("with a line added to its end, the file is read as another model")


if __name__ == "__main__":
    main()
