"""A Python peer's side of a row, in a process of its own: theirs.py JSON prints its seconds and memory as JSON.

Each function below prepares its work and returns it as a function. Packages are imported there, so that a process
holds only the peer that it measures.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

import numpy as np

# As for ours: work that is timed warm is repeated for so long and so often at least.
LONG_ENOUGH = 0.4
OFTEN_ENOUGH = 3


def columns(given):
    folder = Path(given["folder"])
    users = np.fromfile(folder / "users.i32", dtype=np.int32)
    items = np.fromfile(folder / "items.i32", dtype=np.int32)
    return users, items, np.fromfile(folder / "values.f32", dtype=np.float32)


def user_items(given):
    from scipy.sparse import csr_matrix

    users, items, values = columns(given)
    return csr_matrix((values, (users, items)), shape=(given["users"], given["items"]))


def surprise_data(given):
    import pandas
    from surprise import Dataset, Reader

    users, items, values = columns(given)
    frame = pandas.DataFrame({"user": users, "item": items, "rating": values})
    return Dataset.load_from_df(frame, Reader(rating_scale=(1, 5)))


def surprise(given):
    from surprise import SVD, SVDpp

    train = surprise_data(given).build_full_trainset()
    if given["model"] == "SVD":
        return lambda: SVD(**given["options"], random_state=0).fit(train)
    return lambda: SVDpp(**given["options"], random_state=0, cache_ratings=True).fit(train)


def surprise_trainset(given):
    # Making its Dataset is part of the work: ours begins with columns as well.
    return lambda: surprise_data(given).build_full_trainset()


def libmf(given):
    # It says on standard output where it finds its own library; some versions look for it in the arguments.
    del sys.argv[1:]
    from libmf import mf

    users, items, values = columns(given)
    entries = np.column_stack([users, items, values]).astype(np.float32)
    return lambda: mf.MF(**given["options"], nr_threads=given["threads"], quiet=True).fit(entries)


def implicit(given):
    from implicit.als import AlternatingLeastSquares
    from implicit.bpr import BayesianPersonalizedRanking
    from implicit.lmf import LogisticMatrixFactorization

    models = (AlternatingLeastSquares, BayesianPersonalizedRanking, LogisticMatrixFactorization)
    make = {model.__name__: model for model in models}[given["model"]]
    data = user_items(given)
    options = {**given["options"], "num_threads": given["threads"], "random_state": 0}
    return lambda: make(**options).fit(data, show_progress=False)


def implicit_recommend(given):
    from implicit.als import AlternatingLeastSquares

    data = user_items(given)
    model = AlternatingLeastSquares(**given["options"], num_threads=given["threads"], random_state=0)
    model.fit(data, show_progress=False)
    everybody = np.arange(data.shape[0])
    return lambda: model.recommend(everybody, data, N=given["count"], filter_already_liked_items=True)


def cmfrec(given):
    from cmfrec import CMF
    from scipy.sparse import coo_matrix

    users, items, values = columns(given)
    shape = (given["users"], given["items"])
    data = coo_matrix((values, (users, items)), shape=shape)
    return lambda: CMF(**given["options"], nthreads=given["threads"], random_state=1, verbose=False).fit(data)


def ease(given):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "accuracy"))
    from ease import EASE

    data = user_items(given)
    model = EASE(**given["options"], random_state=0, num_threads=given["threads"])
    return lambda: model.fit(data, show_progress=False)


def table(given):
    rows, width = given["rows"], given["columns"]
    i, j = np.arange(rows)[:, None], np.arange(width)
    chance = np.random.default_rng(0).random((rows, width))
    return (3 + np.sin(i / 9 + 2 * j) + 0.5 * chance).astype(given.get("dtype", "float64"))


def sweep(X, N, G, scale):
    """Feature by feature, all rows at once, with earlier features already updated: the original notebook's order."""
    for t in range(X.shape[1]):
        X[:, t] += scale * (N[:, t] - X @ G[:, t])


def gram_form(given):
    D = table(given)
    (n, m), k = D.shape, given["features"]
    random = np.random.default_rng(0)
    start = random.random((n, k)).astype(D.dtype), random.random((m, k)).astype(D.dtype)
    squares = float((D * D).sum())
    rate = 0.05

    def work():
        L, V = start[0].copy(), start[1].copy()
        losses = []
        for _ in range(given["iterations"]):
            sweep(L, D @ V, V.T @ V, D.dtype.type(2 * rate / m))
            N, G = D.T @ L, L.T @ L
            sweep(V, N, G, D.dtype.type(2 * rate / n))
            losses.append((squares - 2 * float((N * V).sum()) + float((G * (V.T @ V)).sum())) / (n * m))
        assert np.isfinite(losses[-1])

    return work


def original(given):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.stdin = open(os.devnull)
    from original_notebook import MatrixFactorization

    data = table(given)
    random = np.random.default_rng(0)
    factors = random.random((len(data), given["features"])), random.random((given["features"], len(data[0])))
    return lambda: MatrixFactorization(data, *factors).train_model(0.05, given["iterations"])


def nmf(given):
    import warnings

    from sklearn.decomposition import NMF

    warnings.filterwarnings("ignore")
    data = np.array(json.loads(Path(given["file"]).read_text()), dtype=float)
    return lambda: NMF(**given["options"], random_state=0).fit(data)


def truncated_svd(given):
    from sklearn.decomposition import TruncatedSVD

    data = table(given)
    return lambda: TruncatedSVD(**given["options"], random_state=0).fit(data)


def myfm(given):
    import scipy.sparse
    from myfm import MyFMRegressor

    users, items, values = columns(given)
    rows = np.arange(len(values))
    ones = np.ones(len(values))
    shapes = given["users"], given["items"]
    blocks = [scipy.sparse.csr_matrix((ones, (rows, ids)), (len(rows), n)) for ids, n in zip((users, items), shapes)]
    data = scipy.sparse.hstack(blocks, format="csr")
    epochs, kept = given["epochs"], given["kept"]
    model = MyFMRegressor(rank=given["features"], random_seed=42)
    return lambda: model.fit(data, values, n_iter=epochs, n_kept_samples=kept, group_shapes=list(shapes))


def pandas_csv(given):
    import pandas

    return lambda: pandas.read_csv(given["file"])


def pandas_csr(given):
    import pandas
    from scipy.sparse import csr_matrix

    def work():
        frame = pandas.read_csv(given["file"])
        users, _ = pandas.factorize(frame["userId"])
        items, _ = pandas.factorize(frame["movieId"])
        by_user = csr_matrix((frame["rating"].to_numpy(dtype=np.float32), (users, items)))
        by_user.sort_indices()
        return by_user, by_user.tocsc()

    return work


def polars_csv(given):
    import polars

    return lambda: polars.read_csv(given["file"])


def digits(given):
    from sklearn.datasets import load_digits

    return lambda: Path(given["file"]).write_text(json.dumps(load_digits().data.tolist()))


def sgemm(given):
    size = given["size"]
    random = np.random.default_rng(0)
    a, b = (random.random((size, size)).astype(given["dtype"]) for _ in range(2))
    c = np.empty_like(a)
    return lambda: np.matmul(a, b, out=c)


def triad(given):
    a, b, c = (np.ones(given["size"]) for _ in range(3))

    def work():
        np.multiply(c, 3.0, out=a)
        np.add(a, b, out=a)

    return work


def peak_memory():
    """In MB. On Linux ru_maxrss also counts what the parent had when it made this process."""
    if sys.platform == "linux":
        line = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1000
    if sys.platform == "win32":
        import psutil

        return psutil.Process().memory_info().peak_wset / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def seconds_of(work, warm):
    def once():
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    first = once()
    if not warm:
        return first
    found, began = [], time.perf_counter()
    while len(found) < OFTEN_ENOUGH or time.perf_counter() - began < LONG_ENOUGH:
        found.append(once())
    return statistics.median(found)


def main(given):
    try:
        seconds = seconds_of(globals()[given["task"]](given), given.get("warm", False))
        return {"seconds": seconds, "memory": peak_memory()}
    except ImportError as error:
        return {"missing": str(error)}
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {error}".splitlines()[0]}


if __name__ == "__main__":
    print("\n" + json.dumps(main(json.loads(sys.argv[1]))), flush=True)
