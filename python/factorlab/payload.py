"""What the view reads, made of tables. `docs/payload.md` in the repository describes it."""

from __future__ import annotations

import math
from typing import Any, Sequence

import numpy as np

from factorlab.tables import Table

MIME = "application/vnd.factorlab.v1+json"

#: More rows or columns than this cannot be told apart on a screen.
MOST_SIDE = 300
#: Numbers of a payload: about 2 MB of JSON.
MOST_VALUES = 100_000
#: Points of a curve.
MOST_POINTS = 500


def matrix_payload(name: str, table: Table, labels: dict[str, list[str]]) -> dict[str, Any]:
    """A table alone."""
    small = _shrink(table, MOST_SIDE, MOST_SIDE)
    named = {} if "of" in small or not labels else {"labels": labels}
    return {"version": 1, "kind": "matrix", "name": name, "matrix": small, **named}


def factorization_payload(
    data: Table,
    L: Table,
    U: Table,
    *,
    curve: tuple[Sequence[int], Sequence[float]],
    iteration: int,
    learning_rate: float | None,
    seed: int | None,
    labels: dict[str, list[str]],
    title: str | None = None,
) -> dict[str, Any]:
    """data ≈ L·U. Larger tables are averaged into the same blocks on both sides, so that the equation stays true."""
    features = U.shape[0]
    side = max(1, min(MOST_SIDE, math.floor(math.sqrt(features * features + MOST_VALUES) - features)))
    parts = {"data": _shrink(data, side, side), "L": _shrink(L, side, features), "U": _shrink(U, features, side)}
    whole = not any("of" in part for part in parts.values())
    kept = _kept(len(curve[0]))
    return {
        "version": 1,
        "kind": "factorization",
        **({"title": title} if title else {}),
        **parts,
        "loss": {"iterations": [curve[0][k] for k in kept], "values": [curve[1][k] for k in kept]},
        "iteration": iteration,
        "learningRate": learning_rate,
        "seed": seed,
        **({"labels": labels} if labels and whole else {}),
    }


def _kept(length: int) -> list[int]:
    """Which points of a curve to keep: the first, the last, and as many between as there is room for."""
    if length <= MOST_POINTS:
        return list(range(length))
    return [round(k * (length - 1) / (MOST_POINTS - 1)) for k in range(MOST_POINTS)]


def _shrink(table: Table, most_rows: int, most_columns: int) -> dict[str, Any]:
    """The table, or the means of its known cells in blocks; None where nothing is known."""
    rows, columns = table.shape
    small = (min(rows, most_rows), min(columns, most_columns))
    if small == table.shape:
        return {"rows": rows, "columns": columns, "values": _plain(table.values)}
    known = ~np.isnan(table.values)
    counts = _block_sums(known.astype(float), small)
    # Each cell is divided before it is added: the sum of huge numbers may overflow where their mean does not.
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.where(known, table.values, 0) / np.repeat(
            np.repeat(counts, _heights(rows, small[0]), axis=0), _heights(columns, small[1]), axis=1
        )
    means = np.where(counts > 0, _block_sums(np.nan_to_num(shares), small), np.nan)
    return {"rows": small[0], "columns": small[1], "values": _plain(means), "of": {"rows": rows, "columns": columns}}


def _edges(length: int, blocks: int) -> list[int]:
    """Where each of the blocks begins."""
    return [index * length // blocks for index in range(blocks)]


def _heights(length: int, blocks: int) -> list[int]:
    edges = [*_edges(length, blocks), length]
    return [after - before for before, after in zip(edges, edges[1:])]


def _block_sums(values: Any, blocks: tuple[int, int]) -> Any:
    by_rows = np.add.reduceat(values, _edges(values.shape[0], blocks[0]), axis=0)
    return np.add.reduceat(by_rows, _edges(values.shape[1], blocks[1]), axis=1)


def _plain(values: Any) -> list[float | None]:
    return [None if math.isnan(x) else x for x in values.ravel().tolist()]
