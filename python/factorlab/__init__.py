"""Factorlab for Python environments: a TypeScript kernel, its library, and a JupyterLab extension.

The package holds no models in Python. It brings what ``npm`` would bring, and starts it:

- ``factorlab.launch`` starts the kernel, as Jupyter does;
- ``factorlab.command`` is the command ``factorlab``;
- ``factorlab.node`` finds the Node that runs both.
"""

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    # Looked up when it is asked for: a kernel's start waits for what this file imports.
    if name != "__version__":
        raise AttributeError(f"module 'factorlab' has no attribute {name!r}")
    from importlib.metadata import version

    return version("factorlab")
