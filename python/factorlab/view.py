"""``factorlab.show``: a factorization from Python, in Factorlab's interactive view."""

from __future__ import annotations

import math
import numbers
from typing import Any, Mapping, Sequence

import numpy as np

from factorlab.errors import ShowError
from factorlab.experiment import Experiment
from factorlab.models import reader_for
from factorlab.payload import MIME, factorization_payload, matrix_payload
from factorlab.tables import Table, read_table


class View:
    """What ``show`` returns: an output of a cell that draws itself in JupyterLab, where the extension is installed.

    Where anywidget is installed, it is a widget as well, which draws itself in other notebooks too.

    :ivar payload: What is drawn, as plain data: JSON by ``json.dumps``.
    :ivar experiment: What a person tries out in the widget's form; None without anywidget.
    """

    experiment: Experiment | None = None

    def __init__(self, payload: dict[str, Any], text: str) -> None:
        self.payload = payload
        self._text = text

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {MIME: self.payload, "text/plain": self._text}

    def __repr__(self) -> str:
        return self._text


# What stands above a model's equation, in the words of the library; of other models, the name of the class.
_TITLES = {"NMF": "Nonnegative matrix factorization", "TruncatedSVD": "Truncated SVD"}


def show(
    data: Any,
    L: Any = None,
    U: Any = None,
    *,
    loss: Sequence[float] | Mapping[int, float] | None = None,
    labels: Mapping[str, Sequence[Any]] | None = None,
    iterations: int | None = None,
    learning_rate: float | None = None,
    seed: int | None = None,
    name: str = "data",
    title: str | None = None,
) -> View:
    """Shows a factorization data ≈ L·U, a fitted model, or one table.

    :param data: The table that was factorized, rows × columns: lists, a NumPy array, a pandas ``DataFrame``, a sparse
        matrix. Unknown cells are ``None``, NaN, or not stored. Or a fitted model: ``NMF`` and ``TruncatedSVD`` of
        scikit-learn, ``SVD``, ``SVDpp`` and ``NMF`` of Surprise, ``AlternatingLeastSquares`` and others of implicit.
    :param L: The factors of the rows, rows × features. After a model: the data that it was fitted to, without which
        scikit-learn's show their components alone.
    :param U: The factors of the columns, features × columns.
    :param loss: The mean squared error over the known cells after iteration 0, 1, 2 …, or a mapping from iterations to
        losses. By default that of L and U as they are.
    :param labels: Names, by ``"rows"``, ``"columns"`` and ``"features"``. By default the ``DataFrame``'s.
    :param iterations: After how many iterations this is. By default the last of ``loss``, or else 1.
    :param learning_rate: That of the training, where it had one.
    :param seed: That of the starting factors, where it is known.
    :param name: What a table alone is called.
    :param title: What stands above a factorization, of which 80 characters are shown. By default a model's own name, else
        "Matrix factorization".
    :returns: A `View`, which a cell shows as its last expression. Where anywidget is installed
        (``pip install "factorlab[widget]"``) its ``experiment`` is what a person tries out in it.
    :raises ShowError: for shapes that do not fit, and for what is no table of numbers, naming argument and place.
    """
    if title is not None and not isinstance(title, str):
        raise ShowError("title", f"is {title!r}, expected text")
    direct = False
    read = reader_for(data)
    if read is not None:
        if U is not None:
            raise ShowError("U", "is superfluous: a model has its own. Say show(model) or show(model, data)")
        found = read(data, L)
        kind = type(data).__name__
        if isinstance(found, Table):
            _no_title(title)
            return _table_view(found, labels, f"components of {kind}")
        table, L, U, direct = found.data, found.L, found.U, found.direct
        title = _TITLES.get(kind, kind) if title is None else title
        labels = {**found.labels, **(labels or {})}
        iterations = found.iterations if iterations is None else iterations
    else:
        table = read_table(data, "data", unknown=True)
        if L is None and U is None:
            _no_title(title)
            return _table_view(table, labels, name)
        L, U = _factor(L, "L", "U"), _factor(U, "U", "L")
    _fit(table, L, U)
    curve = _curve(loss, table, L, U, iterations)
    names = _labels(labels, table, U)
    payload = factorization_payload(
        *(table, L, U),
        curve=curve,
        iteration=curve[0][-1],
        learning_rate=_finite(learning_rate, "learning_rate"),
        seed=_whole(seed, "seed", least=None),
        labels=names,
        title=title,
        direct=direct,
    )
    (rows, columns), features = table.shape, U.shape[0]
    text = f"data ({rows} × {columns}) ≈ L ({rows} × {features}) · U ({features} × {columns}), loss {curve[1][-1]:.4g}"
    return _view(payload, text if title is None else f"{title}: {text}")


def _no_title(title: str | None) -> None:
    if title is not None:
        raise ShowError("title", "stands above a factorization. Say name= for a table alone")


def _table_view(table: Table, labels: Mapping[str, Sequence[Any]] | None, name: str) -> View:
    rows, columns = table.shape
    return _view(matrix_payload(name, table, _labels(labels, table, None)), f"{name} ({rows} × {columns})")


def _view(payload: dict[str, Any], text: str) -> View:
    """A widget where that is possible."""
    try:
        from factorlab.widget import IS_BUILT, WidgetView
    except ImportError:
        return View(payload, text)
    return WidgetView(payload, text) if IS_BUILT else View(payload, text)


def _factor(value: Any, argument: str, other: str) -> Table:
    if value is None:
        raise ShowError(argument, f"is missing: {other} was given, and a factorization needs both")
    return read_table(value, argument)


def _fit(data: Table, L: Table, U: Table) -> None:
    (rows, columns), features = data.shape, L.shape[1]
    if L.shape[0] != rows:
        raise ShowError("L", f"has {L.shape[0]} rows, expected {rows}, as data has. L is rows × features, here {rows} × k")
    if U.shape == (columns, features) and U.shape[0] != features:
        raise ShowError("U", f"is {columns} × {features}, expected {features} × {columns}: pass U.T, features × columns")
    if U.shape[0] != features:
        raise ShowError("U", f"has {U.shape[0]} rows, expected {features}, as L has columns")
    if U.shape[1] != columns:
        raise ShowError("U", f"has {U.shape[1]} columns, expected {columns}, as data has")


def _curve(
    loss: Sequence[float] | Mapping[int, float] | None, data: Table, L: Table, U: Table, iterations: int | None
) -> tuple[list[int], list[float]]:
    last = _whole(iterations, "iterations", least=0)
    if loss is None:
        return [1 if last is None else last], [_mean_squared_error(data, L, U)]
    given = loss.items() if isinstance(loss, Mapping) else enumerate(getattr(loss, "tolist", lambda: loss)())
    points = sorted((_whole(i, "loss", least=0), x) for i, x in given)
    if not points:
        raise ShowError("loss", "is empty, expected one loss or more")
    for i, x in points:
        if isinstance(x, bool) or not isinstance(x, numbers.Real) or not math.isfinite(x) or x < 0:
            raise ShowError(f"loss[{i}]", f"is {x!r}, expected a finite number from 0")
    if last is not None and last != points[-1][0]:
        raise ShowError("iterations", f"is {last}, but the last loss is that of iteration {points[-1][0]}")
    return [i for i, _ in points], [float(x) for _, x in points]


def _mean_squared_error(data: Table, L: Table, U: Table) -> float:
    errors = data.values - L.values @ U.values
    if np.isnan(errors).all():
        raise ShowError("data", "has no known cell, so that there is no loss")
    with np.errstate(over="ignore"):
        loss = float(np.nanmean(errors**2))
    if not math.isfinite(loss):
        raise ShowError("L", "and U make a product so far from data that its loss is no finite number")
    return loss


def _labels(labels: Mapping[str, Sequence[Any]] | None, data: Table, U: Table | None) -> dict[str, list[str]]:
    counts = {"rows": data.shape[0], "columns": data.shape[1], **({} if U is None else {"features": U.shape[0]})}
    names: dict[str, list[str] | None] = {"rows": data.row_names, "columns": data.column_names}
    for side, given in (labels or {}).items():
        if side not in counts:
            raise ShowError(f"labels[{side!r}]", f"is unknown, expected {', '.join(repr(one) for one in counts)}")
        if isinstance(given, str):
            raise ShowError(f"labels[{side!r}]", f"is one text, expected {counts[side]} names")
        names[side] = [str(one) for one in given]
        if len(names[side]) != counts[side]:
            raise ShowError(f"labels[{side!r}]", f"has {len(names[side])} names, expected {counts[side]}")
    return {side: given for side, given in names.items() if given is not None}


def _finite(value: float | None, argument: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, numbers.Real) or not math.isfinite(value):
        raise ShowError(argument, f"is {value!r}, expected a finite number")
    return float(value)


def _whole(value: Any, argument: str, *, least: int | None) -> Any:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, numbers.Integral) or (least is not None and value < least):
        raise ShowError(argument, f"is {value!r}, expected a whole number{'' if least is None else f' from {least}'}")
    return int(value)
