"""scikit-learn's factorizations of its handwritten digits, as JSON: the data, and the errors that it reaches."""

import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn.datasets import load_digits
from sklearn.decomposition import NMF, TruncatedSVD

warnings.filterwarnings("ignore")
FEATURES = 16


def nmf(data, solver, init):
    model = NMF(FEATURES, solver=solver, init=init, max_iter=500, random_state=0)
    model.fit(data)
    return float(model.reconstruction_err_)


def svd(data):
    model = TruncatedSVD(FEATURES, random_state=0)
    product = model.inverse_transform(model.fit_transform(data))
    return float(np.linalg.norm(data - product))


data = load_digits().data
json.dump(
    {
        "version": sklearn.__version__,
        "data": data.tolist(),
        "errors": {
            "cd": nmf(data, "cd", "nndsvd"),
            "mu": nmf(data, "mu", "nndsvda"),
            "svd": svd(data),
        },
    },
    sys.stdout,
)
