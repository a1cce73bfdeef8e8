import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { Payload } from "factorlab/view";
import { currentPayload } from "../shown";

/** Which view a command means: that of the context menu, that of our own menu, or the selected one. */
export type From = "context" | "menu" | "selected";

let ofMenu: (() => Payload) | null = null;

/** The view whose menu is being opened. */
export function setMenuTarget(payload: () => Payload): void {
  ofMenu = payload;
}

/** What the view that a command means shows now; null where there is none. */
export function targetOf(app: JupyterFrontEnd, from: From): Payload | null {
  if (from === "menu") return ofMenu?.() ?? null;
  const node =
    from === "context" ? app.contextMenuHitTest((at) => currentPayload(at) !== null) : selectedView(app);
  return (node && currentPayload(node)?.()) ?? null;
}

/** The view with the focus, that of the active cell, or the first in sight. */
function selectedView(app: JupyterFrontEnd): Element | null {
  const focused = document.activeElement?.closest(".factorlab");
  const page = app.shell.currentWidget?.node;
  return (
    focused ??
    page?.querySelector(".jp-Cell.jp-mod-active .factorlab") ??
    page?.querySelector(".factorlab") ??
    null
  );
}
