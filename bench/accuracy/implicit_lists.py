"""Recommendations of peers: reads likes and models as one JSON object, prints a list for each model, seed and user.

The file is not called implicit.py: it would hide the package.
"""

import json
import sys

import numpy
from ease import EASE
from implicit.als import AlternatingLeastSquares
from implicit.bpr import BayesianPersonalizedRanking
from implicit.lmf import LogisticMatrixFactorization
from scipy.sparse import csr_matrix

MODELS = {
    model.__name__: model
    for model in (
        AlternatingLeastSquares,
        BayesianPersonalizedRanking,
        LogisticMatrixFactorization,
        EASE,
    )
}


def main() -> None:
    given = json.load(sys.stdin)
    ones = numpy.ones(len(given["indices"]), dtype=numpy.float32)
    shape = (given["users"], given["items"])
    likes = csr_matrix((ones, given["indices"], given["offsets"]), shape=shape)
    everybody = numpy.arange(shape[0])

    def recommended(name: str, options: "dict[str, float]", seed: int) -> "list[list[int]]":
        # With more threads a seed does not give the same model each time.
        model = MODELS[name](**options, random_state=seed, num_threads=1)
        model.fit(likes, show_progress=False)
        items, _ = model.recommend(everybody, likes, N=given["count"], filter_already_liked_items=True)
        return items.tolist()

    lists = [
        [recommended(entry["model"], entry["options"], seed) for seed in given["seeds"]]
        for entry in given["models"]
    ]
    json.dump(lists, sys.stdout)


main()
