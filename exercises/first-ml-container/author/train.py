"""Train the models of this exercise: the one that learners get (context/model.joblib) and a second one for the grading.

Provenance
----------
Data      Iris (R. A. Fisher, 1936), 150 flowers, four measurements in centimetres, three species. It comes with
          scikit-learn itself (`sklearn.datasets.load_iris`), so nothing is downloaded.
Model     StandardScaler and LogisticRegression in one pipeline. The labels are the species' names, so that the file
          explains itself: `model.classes_` is ['setosa', 'versicolor', 'virginica'].
Second    The same training with the species' names exchanged and spelled as in Fisher's data ("Iris-setosa"), for
          variants/second-model: an image that is built with it has to answer as this one does, and a service that has its answers, or
          the names, from anywhere else cannot.
Versions  scikit-learn 1.2.1, numpy 1.24.2, scipy 1.10.1, joblib 1.2.0, on Python 3.11. They are those of Debian 12
          (`apt-get install python3-sklearn`) and those of context/requirements.txt. A joblib file should be read by the
          versions that wrote it, so this script refuses any others.
Repeat    Nothing here is random: with the same versions, the script writes the same bytes again.

Run it from anywhere:  python3 author/train.py
"""

from pathlib import Path

import joblib
import numpy
import scipy
import sklearn
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

EXERCISE = Path(__file__).resolve().parent.parent
TARGET = EXERCISE / "context" / "model.joblib"
SECOND = EXERCISE / "variants" / "second-model" / "model.joblib"
VERSIONS = {sklearn: "1.2.1", numpy: "1.24.2", scipy: "1.10.1", joblib: "1.2.0"}


def main():
    for module, wanted in VERSIONS.items():
        if module.__version__ != wanted:
            raise SystemExit(f"{module.__name__} is {module.__version__}; the model must be written by {wanted}")

    iris = load_iris()
    species = iris.target_names[iris.target]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=500))

    accuracy = cross_val_score(model, iris.data, species, cv=5).mean()
    print(f"mean accuracy in 5-fold cross-validation: {accuracy:.3f}")
    if accuracy < 0.9:
        raise SystemExit("that is too low for this data set; the model was not written")

    model.fit(iris.data, species)
    joblib.dump(model, TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")

    second = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=500))
    second.fit(iris.data, numpy.array(["Iris-" + name for name in iris.target_names])[(iris.target + 1) % 3])
    SECOND.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(second, SECOND)

    # For people who want to see what the model says.
    for features in ([5.1, 3.5, 1.4, 0.2], [6.0, 2.9, 4.5, 1.5], [6.3, 3.3, 6.0, 2.5]):
        probabilities = dict(zip(model.classes_, model.predict_proba([features])[0].round(4)))
        print(features, model.predict([features])[0], probabilities)


if __name__ == "__main__":
    main()
