import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { Payload } from "factorlab/view";
import { currentPayload } from "../shown";

/** The view that a command is for: that of the context menu, that of our own menu, or the selected one. */
export type From = "context" | "menu" | "selected";

let menuPayload: (() => Payload) | null = null;

/** Sets the view whose menu is opened. */
export function setMenuTarget(payload: () => Payload): void {
  menuPayload = payload;
}

/** What the view that a command is for shows now; null if there is none. */
export function targetOf(app: JupyterFrontEnd, from: From): Payload | null {
  if (from === "menu") return menuPayload?.() ?? null;
  const node =
    from === "context" ? app.contextMenuHitTest((node) => currentPayload(node) !== null) : selectedView(app);
  return (node && currentPayload(node)?.()) ?? null;
}

/** The view with the focus, that of the active cell, or the first of the page. */
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
