"""Fitted models of other packages as the two factor matrices that they hold. None of the packages is imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

import numpy as np

from factorlab.errors import ShowError
from factorlab.tables import Table, read_table


@dataclass(frozen=True)
class Factors:
    """data ≈ L·U, as a model has found it."""

    data: Table
    L: Table
    U: Table
    iterations: int
    labels: dict[str, list[str]]
    #: Whether they were found directly, as in an SVD, not by training.
    direct: bool = False


#: Reads the factors of a model, or its one table where the other depends on data that are not given. The second argument is
#: what the model was fitted to; None where it keeps that, or is to be shown without. Raises ShowError for a model that is not
#: fitted, and for data of another shape.
Reader = Callable[[Any, Any], "Factors | Table"]


def reader_for(value: Any) -> Reader | None:
    """What reads a model of this kind, fitted or not; None for what is no model."""
    name = type(value).__name__
    if isinstance(value, type):
        return None
    if name in ("NMF", "MiniBatchNMF", "TruncatedSVD") and hasattr(value, "fit_transform"):
        return _scikit_learn
    if name in ("SVD", "SVDpp", "NMF") and hasattr(value, "test"):
        return _surprise
    if hasattr(value, "recommend") and hasattr(value, "similar_items"):
        return _implicit
    return None


def _scikit_learn(model: Any, data: Any) -> Factors | Table:
    if not hasattr(model, "components_"):
        raise _unfitted(model, "fit(X)")
    U = read_table(model.components_, f"{type(model).__name__}.components_")
    names = getattr(model, "feature_names_in_", None)
    columns = None if names is None else [str(name) for name in names]
    if data is None:
        return Table(U.values, column_names=columns)
    table = read_table(data, "data")
    if table.shape[1] != U.shape[1]:
        raise ShowError("data", f"has {table.shape[1]} columns, expected {U.shape[1]}, as the model was fitted to")
    L = read_table(model.transform(data), "transform(data)")
    labels = {"rows": table.row_names, "columns": table.column_names or columns}
    iterations = int(getattr(model, "n_iter_", getattr(model, "n_iter", 1)))
    return Factors(table, L, U, iterations, _given(labels), direct=type(model).__name__ == "TruncatedSVD")


def _surprise(model: Any, data: Any) -> Factors:
    """Predictions are mean + biases + p·q: biases stand in two more features, so that L·U is the prediction."""
    trainset = getattr(model, "trainset", None)
    if trainset is None or not hasattr(model, "pu"):
        raise _unfitted(model, "fit(trainset)")
    if data is not None:
        raise ShowError("data", "is superfluous: Surprise's models keep their ratings")
    users, items = range(trainset.n_users), range(trainset.n_items)
    ratings = np.full((len(users), len(items)), np.nan)
    for user, item, rating in trainset.all_ratings():
        ratings[user, item] = rating
    L, U = np.asarray(model.pu, dtype=float), np.asarray(model.qi, dtype=float).T
    if hasattr(model, "yj"):
        # SVDpp adds to a user what the user's items say of whoever has rated them: Σ y ÷ √n.
        L = L + [model.yj[[item for item, _ in trainset.ur[user]]].sum(0) / len(trainset.ur[user]) ** 0.5 for user in users]
    features = [f"feature {t}" for t in range(len(U))]
    if getattr(model, "biased", True) and hasattr(model, "bu"):
        L = np.column_stack([L, trainset.global_mean + np.asarray(model.bu), np.ones(len(users))])
        U = np.vstack([U, np.ones(len(items)), model.bi])
        features += ["mean and user's bias", "item's bias"]
    labels = {
        "rows": [str(trainset.to_raw_uid(user)) for user in users],
        "columns": [str(trainset.to_raw_iid(item)) for item in items],
        "features": features,
    }
    return Factors(Table(ratings), Table(L), Table(U), int(model.n_epochs), labels)


def _implicit(model: Any, data: Any) -> Factors:
    users, items = (getattr(model, f"{side}_factors", None) for side in ("user", "item"))
    if users is None or items is None:
        raise _unfitted(model, "fit(user_items)")
    if data is None:
        raise ShowError("data", "is missing: implicit's models keep no ratings. Say show(model, user_items)")
    L, U = (read_table(_on_the_host(factors), name) for factors, name in ((users, "user_factors"), (items, "item_factors")))
    given = read_table(data, "data")
    # The model is fitted to whether there was anything, 1 or 0; how much only weighs it.
    liked = Table((given.values > 0).astype(float))
    names = {"rows": given.row_names, "columns": given.column_names}
    return Factors(liked, L, Table(U.values.T), int(getattr(model, "iterations", 1)), _given(names))


def _on_the_host(factors: Any) -> Any:
    """Factors that were trained on a graphics card have a method for it."""
    return factors.to_numpy() if hasattr(factors, "to_numpy") else factors


def _given(labels: dict[str, list[str] | None]) -> dict[str, list[str]]:
    return {side: names for side, names in labels.items() if names is not None}


def _unfitted(model: Any, call: str) -> ShowError:
    return ShowError("model", f"is a {type(model).__name__} that has not been fitted: call its {call} first")
