"""myFM's results for folds: als.py TRAIN TEST [TRAIN TEST ...] prints one JSON object a fold.

The files are tab separated: user, item, rating. Users and items are known by one-hot columns and nothing else, which
makes myFM's model the same as BayesianMF's: a mean, biases, and the product of a user's and an item's factors.
"""

import json
import math
import sys
import time

import myfm
import numpy
import scipy.sparse


def read(path: str) -> "tuple[list[str], list[str], numpy.ndarray]":
    with open(path, encoding="utf-8") as lines:
        users, items, ratings = zip(*(line.rstrip("\n").split("\t")[:3] for line in lines))
    return list(users), list(items), numpy.array(ratings, dtype=float)


def one_hot(columns: "list[list[str]]", indices: "list[dict[str, int]]") -> scipy.sparse.csr_matrix:
    """A row a rating; an id that the training does not have is a row without a 1."""
    blocks = []
    for ids, index in zip(columns, indices):
        known = [(row, index[one]) for row, one in enumerate(ids) if one in index]
        rows, at = zip(*known) if known else ((), ())
        blocks.append(scipy.sparse.csr_matrix((numpy.ones(len(known)), (rows, at)), (len(ids), len(index))))
    return scipy.sparse.hstack(blocks, format="csr")


def main(paths: "list[str]") -> None:
    for train, test in zip(paths[::2], paths[1::2]):
        users, items, ratings = read(train)
        indices = [{one: k for k, one in enumerate(dict.fromkeys(ids))} for ids in (users, items)]
        shapes = [len(index) for index in indices]
        model = myfm.MyFMRegressor(rank=10, random_seed=42)
        began = time.perf_counter()
        model.fit(one_hot([users, items], indices), ratings, n_iter=300, n_kept_samples=280, group_shapes=shapes)
        seconds = time.perf_counter() - began
        users, items, ratings = read(test)
        predicted = numpy.clip(model.predict(one_hot([users, items], indices)), 1, 5)
        rmse = math.sqrt(numpy.mean((predicted - ratings) ** 2))
        print(json.dumps({"rmse": rmse, "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
