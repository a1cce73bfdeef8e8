"""The error that `factorlab.show` raises."""

from __future__ import annotations


class ShowError(ValueError):
    """An argument of ``show`` that cannot be drawn.

    :ivar argument: The argument's name, with the place in it: ``"U"``, ``"data[3]"``, ``"labels['rows']"``.
    """

    def __init__(self, argument: str, message: str) -> None:
        super().__init__(f"{argument} {message}")
        self.argument = argument
