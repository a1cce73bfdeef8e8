"""The view as an anywidget, which tells Python what a person tries out in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from factorlab.experiment import Experiment, read_experiment, written
from factorlab.payload import MIME
from factorlab.view import View

_STATIC = Path(__file__).parent / "static"
IS_BUILT = (_STATIC / "widget.js").is_file()


class WidgetView(View, anywidget.AnyWidget):
    """What ``show`` returns where anywidget is installed: a view whose form leads back to Python.

    :ivar payload: What is drawn, as plain data. Another payload is drawn in its place.
    :ivar experiment: What a person tries out in the form, an `Experiment`; None until the form is opened. It changes
        with each change in the form and with the state that is shown: ``view.observe(function, "experiment")``.
    """

    _esm = (_STATIC / "widget.js").read_text("utf-8") if IS_BUILT else ""
    payload = traitlets.Dict().tag(sync=True)
    experiment = traitlets.Instance(Experiment, allow_none=True, read_only=True).tag(
        sync=True,
        from_json=lambda sent, _: read_experiment(sent),
        to_json=lambda experiment, _: written(experiment),
    )

    def __init__(self, payload: dict[str, Any], text: str) -> None:
        anywidget.AnyWidget.__init__(self, payload=payload)
        self._text = text
        self.on_msg(self._answer)

    def _answer(self, _: Any, content: Any, __: Any) -> None:
        # What a view seldom needs, such as the charts, is sent when it does.
        if not isinstance(content, dict) or content.get("kind") != "module":
            return
        file = next((file for file in _STATIC.glob("*.js") if file.name == content.get("name")), None)
        self.send({"kind": "module", "name": content.get("name")}, buffers=[file.read_bytes()] if file else [])

    def _repr_mimebundle_(self, **options: Any) -> Any:
        made = anywidget.AnyWidget._repr_mimebundle_(self, **options)
        if made is None:
            return View._repr_mimebundle_(self)
        data, metadata = made
        # What shows no widgets draws the payload, or shows the text.
        return {**data, MIME: self.payload, "text/plain": self._text}, metadata
