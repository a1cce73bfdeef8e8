"""Scores of LightFM: reads likes, features and models as one JSON object, writes 32-bit floats.

For each model and seed there are users × items of them.
"""

import json
import sys

import numpy
from lightfm.lightfm import LightFM
from scipy.sparse import csr_matrix


def matrix(given: "dict[str, list[float]]", columns: int) -> csr_matrix:
    parts = (given["values"], given["indices"], given["offsets"])
    return csr_matrix(parts, shape=(len(given["offsets"]) - 1, columns), dtype=numpy.float32)


def main() -> None:
    given = json.load(sys.stdin)
    for entry in given["models"]:
        likes = matrix(entry["likes"], given["items"])
        features = matrix(entry["features"], entry["features"]["columns"]) if entry["features"] else None
        users = numpy.repeat(numpy.arange(given["users"], dtype=numpy.int32), given["items"])
        items = numpy.tile(numpy.arange(given["items"], dtype=numpy.int32), given["users"])
        for seed in given["seeds"]:
            model = LightFM(**entry["options"], random_state=seed)
            model.fit(likes, item_features=features, epochs=entry["epochs"], num_threads=1)
            scores = model.predict(users, items, item_features=features)
            sys.stdout.buffer.write(scores.astype("<f4").tobytes())


main()
