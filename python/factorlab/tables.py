"""Tables of numbers as people have them in Python: lists, NumPy, pandas, SciPy's sparse matrices, or alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from factorlab.errors import ShowError

try:
    import numpy as np
except ImportError as error:  # pragma: no cover - who has arrays or data frames has it
    raise ImportError("factorlab.show needs NumPy: pip install numpy") from error

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: More cells than this take longer to average than anybody waits.
MOST_CELLS = 100_000_000


@dataclass(frozen=True)
class Table:
    """Numbers, rows × columns; NaN where a cell is unknown."""

    values: NDArray[np.float64]
    row_names: list[str] | None = None
    column_names: list[str] | None = None

    @property
    def shape(self) -> tuple[int, int]:
        return self.values.shape[0], self.values.shape[1]


def read_table(value: Any, argument: str, *, unknown: bool = False) -> Table:
    """Reads a table of numbers.

    :param value: Nested lists; an array with two dimensions, of NumPy or what converts to one; a pandas ``DataFrame``,
        whose index and columns become names; a sparse matrix of SciPy.
    :param argument: Its name, for errors.
    :param unknown: Whether cells may be unknown: ``None``, NaN, masked, or not stored in a sparse matrix. In other tables
        what a sparse matrix does not store is 0.
    :raises ShowError: for anything else, naming the place.
    """
    if hasattr(value, "tocoo"):
        return Table(_checked(_dense(value, argument, unknown), argument, unknown))
    names = _frame_names(value) if hasattr(value, "columns") and hasattr(value, "index") else (None, None)
    return Table(_checked(_array(value, argument), argument, unknown), *names)


def _array(value: Any, argument: str) -> NDArray[np.float64]:
    if isinstance(value, (str, bytes, dict)) or not (hasattr(value, "__len__") or hasattr(value, "__array__")):
        raise ShowError(argument, f"is {_named(value)}, expected a table: lists of numbers, an array, a data frame")
    if isinstance(value, np.ma.MaskedArray):
        value = value.astype(float).filled(np.nan)
    if hasattr(value, "to_numpy"):
        value = value.to_numpy()
    if hasattr(value, "__array__"):
        array = np.asarray(value)
    else:
        _same_lengths(value, argument)
        # As they are: NumPy would make text of numbers beside a text.
        array = np.empty((len(value), len(value[0]) if len(value) else 0), dtype=object)
        for i, row in enumerate(value):
            array[i, :] = list(row)
    if array.ndim != 2:
        raise ShowError(argument, f"has {_count(array.ndim, 'dimension')}, expected 2: rows and columns")
    if array.dtype.kind in "biuf":
        return array.astype(np.float64)
    numbers = [[_number(x, f"{argument}[{i}][{j}]") for j, x in enumerate(row)] for i, row in enumerate(array.tolist())]
    return np.array(numbers, dtype=np.float64).reshape(array.shape)


def _same_lengths(rows: Any, argument: str) -> None:
    """NumPy's own error for rows of different lengths names no row."""
    lengths = [len(row) if hasattr(row, "__len__") and not isinstance(row, str) else None for row in rows]
    for i, length in enumerate(lengths):
        if length is None:
            raise ShowError(f"{argument}[{i}]", f"is {_named(rows[i])}, expected a row of numbers: a table has rows and columns")
        if length != lengths[0]:
            raise ShowError(f"{argument}[{i}]", f"has {_count(length, 'column')}, expected {lengths[0]}, as {argument}[0] has")


def _number(cell: Any, place: str) -> float:
    if cell is None or type(cell).__name__ in ("NAType", "NaTType"):
        return np.nan
    # Decimal and Fraction are numbers as well; arrays have the method too.
    if isinstance(cell, (str, complex)) or hasattr(cell, "__len__") or not hasattr(cell, "__float__"):
        raise ShowError(place, f"is {_named(cell)}, expected a number")
    try:
        return float(cell)
    except OverflowError:
        return np.inf


def _dense(value: Any, argument: str, unknown: bool) -> NDArray[np.float64]:
    rows, columns = value.shape
    if rows * columns > MOST_CELLS:
        raise ShowError(argument, f"has {rows} × {columns} cells, more than can be averaged: pass a part of its rows")
    # What is stored twice is added up, as SciPy does.
    cells = value.tocsr().tocoo()
    table = np.full((rows, columns), np.nan if unknown else 0.0)
    table[cells.row, cells.col] = cells.data
    return table


def _checked(array: NDArray[np.float64], argument: str, unknown: bool) -> NDArray[np.float64]:
    if array.shape[0] == 0 or array.shape[1] == 0:
        raise ShowError(argument, f"is {array.shape[0]} × {array.shape[1]}, expected one cell or more")
    wrong = np.isinf(array) if unknown else ~np.isfinite(array)
    if wrong.any():
        i, j = np.argwhere(wrong)[0].tolist()
        also = ", or None where it is unknown" if unknown else ""
        raise ShowError(f"{argument}[{i}][{j}]", f"is {array[i, j]}, expected a finite number{also}")
    return array


def _frame_names(frame: Any) -> tuple[list[str] | None, list[str] | None]:
    """The names of rows and columns; None for 0, 1, 2, …, which are no names."""
    return _labels(list(frame.index)), _labels(list(frame.columns))


def _labels(names: list[Any]) -> list[str] | None:
    return None if names == list(range(len(names))) else [str(name) for name in names]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _named(value: Any) -> str:
    """A value in few words."""
    text = repr(value)
    is_short = value is None or (isinstance(value, (str, int, float, complex)) and len(text) <= 40)
    return text if is_short else f"a {type(value).__name__}"
