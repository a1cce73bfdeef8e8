"""Prints what `factorlab.show` makes where anywidget is installed, and what comes back of a person's edits."""

import json
import pathlib
import sys

import numpy as np
import traitlets

import factorlab

sent = []


def told(experiment):
    """An experiment as JSON, with the shapes that its arrays have."""
    numbers = {name: np.where(np.isnan(array), None, array).tolist() for name, array in arrays(experiment).items()}
    return {**vars(experiment), **numbers, "loss": list(experiment.loss.items())}


def arrays(experiment):
    return {name: getattr(experiment, name) for name in ("data", "L", "U")}


def read_only(view):
    try:
        view.experiment = None
    except traitlets.TraitError:
        return True
    return False


view = factorlab.show([[5, 4, None], [4, None, 1]], [[2.0], [1.5]], [[2.5, 2.0, 0.5]])
bundle, _ = view._repr_mimebundle_(include=None, exclude=None)
view.send = lambda content, buffers: sent.append((content, buffers))
before = view.experiment
heard = []
view.observe(lambda change: heard.append(change.new), "experiment")
edited = json.load(sys.stdin)
view.set_state({"experiment": edited})
for name in ["chart-library", "nothing.js", "../widget.py", None]:
    found = [file.name for file in (pathlib.Path(factorlab.__file__).parent / "static").glob(f"{name}-*.js")]
    view._handle_custom_msg({"kind": "module", "name": found[0] if found else name}, [])
view._handle_custom_msg({"kind": "something else"}, [])
json.dump(
    {
        "isView": isinstance(view, factorlab.View),
        "payload": view.payload == view.get_state("payload")["payload"],
        "bundle": sorted(bundle),
        "text": repr(view),
        "before": before,
        "heard": [told(one) for one in heard],
        "again": view.get_state("experiment")["experiment"],
        "dtypes": sorted({str(array.dtype) for array in arrays(view.experiment).values()}),
        "readOnly": read_only(view),
        "sent": [[content, [len(one) for one in buffers]] for content, buffers in sent],
    },
    sys.stdout,
    allow_nan=False,
)
