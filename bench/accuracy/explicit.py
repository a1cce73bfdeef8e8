"""What Surprise's models make of the folds: explicit.py FOLDER MODEL ... prints one JSON object per model and fold."""

import json
import math
import sys
import time
from pathlib import Path

import numpy
from surprise import NMF, SVD, BaselineOnly, Dataset, Prediction, Reader, SVDpp
from surprise.prediction_algorithms.algo_base import AlgoBase


class Mean(AlgoBase):
    """Predicts the mean; Surprise itself only has a random guess around it."""

    def estimate(self, user: int, item: int) -> float:
        return self.trainset.global_mean


# Surprise draws the starting factors of both with NumPy's generator: seeded, a run can be repeated.
MODELS = {
    "GlobalMean": Mean,
    "BiasOnly": lambda: BaselineOnly(verbose=False),
    "BiasedMF": lambda: SVD(random_state=0),
    "NonnegativeMF": lambda: NMF(random_state=0),
    "SVDPlusPlus": lambda: SVDpp(random_state=0, cache_ratings=True),
}


def errors(predictions: "list[Prediction]") -> "dict[str, float]":
    """RMSE and MAE."""
    off = numpy.array([found.est - found.r_ui for found in predictions])
    return {"rmse": math.sqrt(numpy.mean(off * off)), "mae": float(numpy.mean(numpy.abs(off)))}


def main(folder: str, names: "list[str]") -> None:
    reader = Reader(line_format="user item rating timestamp", sep="\t", rating_scale=(1, 5))
    for name in names:
        for fold in range(1, 6):
            files = [str(Path(folder) / f"u{fold}.{part}") for part in ("base", "test")]
            data = Dataset.load_from_folds([tuple(files)], reader)
            train = data.construct_trainset(data.read_ratings(files[0]))
            test = data.construct_testset(data.read_ratings(files[1]))
            began = time.perf_counter()
            model = MODELS[name]().fit(train)
            seconds = time.perf_counter() - began
            print(json.dumps({"model": name, "fold": fold, "seconds": seconds, **errors(model.test(test))}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
