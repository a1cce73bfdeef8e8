"""Factorlab for Python environments: a TypeScript kernel, its library, a JupyterLab extension, and ``show``.

The package trains no models in Python. It brings what ``npm`` would bring, starts it, and draws what was found elsewhere:

- ``factorlab.show`` shows a factorization of NumPy, pandas, scikit-learn, Surprise or implicit in the extension's view;
- ``factorlab.launch`` starts the kernel, as Jupyter does;
- ``factorlab.command`` is the command ``factorlab``;
- ``factorlab.node`` finds the Node that runs both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factorlab.errors import ShowError
    from factorlab.experiment import Experiment
    from factorlab.view import View, show

__all__ = ["Experiment", "ShowError", "View", "__version__", "show"]

_PLACES = {
    **{"Experiment": "factorlab.experiment", "ShowError": "factorlab.errors"},
    **{"View": "factorlab.view", "show": "factorlab.view"},
}


def __getattr__(name: str) -> Any:
    # Loaded when it is asked for: the start of a kernel waits for what this file imports.
    from importlib import import_module, metadata

    if name == "__version__":
        return metadata.version("factorlab")
    if name not in _PLACES:
        raise AttributeError(f"module 'factorlab' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
