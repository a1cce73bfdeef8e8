import { element } from "../dom";
import { t } from "../words";
import type { MessageKind } from "./host";
import { toTop } from "./top";

/** Milliseconds that a message stays; an error stays until it is closed. */
const STAYS = { done: 2500, warning: 6000 };

/** Shows a message at the lower edge of the window, in the place of the one before. */
export function notifyIn(root: Element, kind: MessageKind, text: string): void {
  root.querySelector(":scope > .factorlab-notice-layer")?.remove();
  const close = element("button", {
    class: "factorlab-button factorlab-sign-button",
    text: "×",
    attributes: { type: "button", "aria-label": t("Close") },
  });
  const message = element("span", { attributes: { role: kind === "error" ? "alert" : "status" } });
  const notice = element("div", {
    class: "factorlab-notice",
    attributes: { "data-kind": kind },
    children: [message, close],
  });
  const layer = element("div", { class: "factorlab-layer factorlab-notice-layer", children: [notice] });
  root.append(layer);
  toTop(notice);
  // Readers announce what changes in a region that is there already.
  setTimeout(() => (message.textContent = text));
  close.addEventListener("click", () => layer.remove());
  if (kind !== "error") setTimeout(() => layer.remove(), STAYS[kind]);
}
