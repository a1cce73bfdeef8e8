"""Prints what `factorlab.show` makes of tables and models, as JSON by the name of each case; and what it says of wrong ones."""

import json
import sys
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pandas as pd
import scipy.sparse as sparse
from sklearn.decomposition import NMF, TruncatedSVD

# What comes without anywidget; test/jupyter/widget.py has it.
sys.modules["anywidget"] = None

from factorlab import ShowError, View, show

draw = np.random.default_rng(7)
data = [[5, 4, None], [4, None, 1]]
L, U = [[2.0], [1.5]], [[2.5, 2.0, 0.5]]
frame = pd.DataFrame({"Alien": [5, None], "Emma": [1, 4]}, index=["Ada", "Ben"])
likes = sparse.csr_matrix(draw.random((30, 20)) > 0.7, dtype=np.float32)
wide = draw.random((900, 700))
left, right = draw.random((900, 5)), draw.random((5, 700))


class SVD:
    """Surprise's, fitted: what `show` reads of it."""

    def __init__(self):
        self.n_epochs, self.biased = 20, True
        self.pu, self.qi = np.array([[1.0, 0.5], [0.25, 2.0]]), np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
        self.bu, self.bi = np.array([0.25, -0.25]), np.array([0.5, 0.0, -0.5])
        self.trainset = SimpleNamespace(
            n_users=2,
            n_items=3,
            global_mean=3.0,
            all_ratings=lambda: [(0, 0, 5.0), (0, 2, 3), (1, 1, 4.0)],
            to_raw_uid=lambda user: ["Ada", "Ben"][user],
            to_raw_iid=lambda item: [7, 8, 9][item],
        )

    def test(self, testset):
        raise NotImplementedError


class SVDpp(SVD):
    """Surprise's, fitted: what items say of those who rated them comes to the users."""

    def __init__(self):
        super().__init__()
        self.yj = np.array([[0.5, 0.0], [0.0, 1.0], [1.5, 2.0]])
        self.trainset.ur = {0: [(0, 5.0), (2, 3)], 1: [(1, 4.0)]}


class AlternatingLeastSquares:
    """implicit's, fitted."""

    def __init__(self, wrap=lambda factors: factors):
        self.iterations = 15
        self.user_factors, self.item_factors = wrap(draw.random((30, 4))), wrap(draw.random((20, 4)))

    def recommend(self, user):
        raise NotImplementedError

    def similar_items(self, item):
        raise NotImplementedError


def on_a_card(factors):
    return SimpleNamespace(to_numpy=lambda: factors)


fitted = NMF(2, init="nndsvda", max_iter=500).fit(frame.fillna(0))
made = {
    "lists": lambda: show(data, L, U, loss=[3, 2, 1.5], learning_rate=0.1, seed=7, labels={"rows": ["Ada", "Ben"]}),
    "arrays": lambda: show(np.array([[5, 4, np.nan], [4, np.nan, 1]]), np.array(L), np.array(U, dtype=np.float32)),
    "other numbers": lambda: show([[Decimal("0.5"), Fraction(1, 4), np.int8(3), True]]),
    "integers beyond float": lambda: show([[2**60, 1]]),
    "masked": lambda: show(np.ma.masked_equal([[5, 4, 0], [4, 0, 1]], 0), L, U),
    "frame": lambda: show(frame),
    "frame with missing whole numbers": lambda: show(frame.astype("Int64")),
    "frame counted": lambda: show(pd.DataFrame([[1, 2]])),
    "sparse": lambda: show(sparse.coo_matrix(([1, 2, 3], ([0, 1, 1], [1, 0, 0])), shape=(2, 2))),
    "losses by iteration": lambda: show(data, L, U, loss={0: 3.0, 10: 2.0, 5: 2.5}),
    "losses as array": lambda: show(data, L, U, loss=np.array([3.0, 2.0])),
    "many losses": lambda: show(data, L, U, loss=[1 / (1 + i) for i in range(2000)]),
    "iterations": lambda: show(data, L, U, iterations=300),
    "title": lambda: show(data, L, U, title="Two films, one taste"),
    "wide": lambda: show(wide, left, right, labels={"rows": range(900)}),
    "wide with blanks": lambda: show(sparse.random(900, 700, 0.0005, random_state=1)),
    "huge numbers": lambda: show(np.full((301, 2), 1e308)),
    "sklearn, components": lambda: show(fitted),
    "sklearn": lambda: show(fitted, frame.fillna(0)),
    "sklearn, sparse": lambda: show(TruncatedSVD(3, random_state=0).fit(likes), likes),
    "surprise": lambda: show(SVD()),
    "surprise, implicit factors": lambda: show(SVDpp()),
    "implicit": lambda: show(AlternatingLeastSquares(), likes),
    "implicit, on a card": lambda: show(AlternatingLeastSquares(on_a_card), likes),
}
wrong = {
    "text": lambda: show("ratings.csv"),
    "nothing": lambda: show(None),
    "one dimension": lambda: show([1, 2]),
    "three dimensions": lambda: show(np.zeros((2, 2, 2))),
    "uneven": lambda: show([[1, 2], [3]]),
    "empty": lambda: show([]),
    "no columns": lambda: show(np.zeros((2, 0))),
    "text in a cell": lambda: show([[1, 2], [3, "4"]]),
    "a list in a cell": lambda: show([[1, [2]]]),
    "infinite": lambda: show([[1, float("inf")]]),
    "unknown factor": lambda: show(data, [[1], [None]], U),
    "one factor": lambda: show(data, L),
    "rows": lambda: show(data, [[1]], U),
    "features": lambda: show(data, L, [[1, 2, 3], [1, 2, 3]]),
    "turned": lambda: show(data, L, [[1], [2], [3]]),
    "columns": lambda: show(data, L, [[1, 2]]),
    "nothing known": lambda: show([[None]], [[1]], [[1]]),
    "overflow": lambda: show([[1]], [[1e200]], [[1e200]]),
    "no losses": lambda: show(data, L, U, loss=[]),
    "NaN loss": lambda: show(data, L, U, loss=[1, float("nan")]),
    "negative loss": lambda: show(data, L, U, loss=[-1]),
    "iterations and losses": lambda: show(data, L, U, loss=[2, 1], iterations=5),
    "iterations": lambda: show(data, L, U, iterations="five"),
    "learning rate": lambda: show(data, L, U, learning_rate=float("inf")),
    "seed": lambda: show(data, L, U, seed=1.5),
    "a title that is none": lambda: show(data, L, U, title=3),
    "a title of a table alone": lambda: show(data, title="Films"),
    "a title of components alone": lambda: show(fitted, title="Films"),
    "unknown side": lambda: show(data, L, U, labels={"row": ["Ada", "Ben"]}),
    "one text": lambda: show(data, L, U, labels={"rows": "Ada"}),
    "too few names": lambda: show(data, L, U, labels={"rows": ["Ada"]}),
    "not fitted": lambda: show(NMF(2)),
    "data of another shape": lambda: show(fitted, [[1, 2, 3]]),
    "implicit without data": lambda: show(AlternatingLeastSquares()),
    "surprise with data": lambda: show(SVD(), data),
    "too many": lambda: show(sparse.coo_matrix((20_000, 20_000))),
}


def said(call):
    try:
        return f"nothing: {call()}"
    except ShowError as error:
        return f"{error.argument} | {error}"


views = {name: call() for name, call in made.items()}
for view in views.values():
    bundle = view._repr_mimebundle_(include=None, exclude=None)
    assert type(view) is View and view.experiment is None and bundle["text/plain"] == repr(view) and len(bundle) == 2
before = [list(row) for row in data]
told = {"made": {name: view.payload for name, view in views.items()}, "wrong": {name: said(call) for name, call in wrong.items()}}
assert data == before
json.dump({**told, "texts": {name: repr(view) for name, view in views.items()}}, sys.stdout, allow_nan=False)
