"""What a person has tried out in a view, as Python reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, eq=False)
class Experiment:
    """What the form "Try your inputs here!" holds, and the state of its training that is shown.

    :ivar data: The table, rows × columns; unknown cells are NaN.
    :ivar features: How many features L and U have.
    :ivar learning_rate: The size of a step.
    :ivar iterations: How many iterations the training takes.
    :ivar seed: That of the starting factors.
    :ivar init_range: The starting factors lie from 0 to this number.
    :ivar labels: Names, by ``"rows"`` and ``"columns"``; empty where there are none.
    :ivar iteration: After how many iterations the shown state is, from 0 to ``iterations``.
    :ivar L: The factors of the rows in the shown state, rows × features.
    :ivar U: The factors of the columns in the shown state, features × columns.
    :ivar loss: The mean squared error over the known cells, by iteration, until the shown state.
    """

    data: np.ndarray
    features: int
    learning_rate: float
    iterations: int
    seed: int
    init_range: float
    labels: dict[str, list[str]]
    iteration: int
    L: np.ndarray
    U: np.ndarray
    loss: dict[int, float]


def read_experiment(sent: Any) -> Experiment | None:
    """Reads what the widget sends; None before a person has opened the form."""
    if sent is None or isinstance(sent, Experiment):
        return sent
    given = {**sent}
    losses = given["loss"]
    labels = given["labels"] or {}
    return Experiment(
        **{name: given[name] for name in ("features", "learning_rate", "iterations", "seed", "init_range", "iteration")},
        data=np.array(given["data"], dtype=float),
        labels={side: list(names) for side, names in labels.items() if names is not None},
        L=_matrix(given["L"]),
        U=_matrix(given["U"]),
        loss={int(iteration): float("nan" if value is None else value) for iteration, value in zip(losses["iterations"], losses["values"])},
    )


def written(experiment: Experiment | None) -> Any:
    """The opposite of `read_experiment`: what the widget would send."""
    if experiment is None:
        return None
    options = ("features", "learning_rate", "iterations", "seed", "init_range", "iteration")
    unknown = np.isnan(experiment.data)
    return {
        **{name: getattr(experiment, name) for name in options},
        "data": np.where(unknown, None, experiment.data).tolist(),
        "labels": experiment.labels or None,
        "L": _sent(experiment.L),
        "U": _sent(experiment.U),
        "loss": {"iterations": list(experiment.loss), "values": list(experiment.loss.values())},
    }


def _matrix(sent: Any) -> np.ndarray:
    return np.array(sent["values"], dtype=float).reshape(sent["rows"], sent["columns"])


def _sent(matrix: np.ndarray) -> dict[str, Any]:
    rows, columns = matrix.shape
    return {"rows": rows, "columns": columns, "values": matrix.ravel().tolist()}
