import { element, setText } from "../../dom";
import { t } from "../../words";
import type { Region } from "./matrix-cell";
import { isWhole } from "./zoom";

/** Says which part of the matrices is shown, with buttons to see more or less of them. */
export class ZoomBar {
  readonly node = element("div", { class: "factorlab-zoom" });
  private readonly closer = zoomButton("+");
  private readonly farther = zoomButton("−");
  private readonly all = zoomButton("");
  private readonly text = element("span", { class: "factorlab-note", attributes: { role: "status" } });

  constructor(host: { onScale(factor: number): void; onWhole(): void }) {
    this.closer.addEventListener("click", () => host.onScale(1 / 2));
    this.farther.addEventListener("click", () => host.onScale(2));
    this.all.addEventListener("click", () => host.onWhole());
    this.node.append(this.farther, this.closer, this.all, this.text);
  }

  /** @param window null if the matrices are small enough to show their numbers, so that there is nothing to zoom. */
  show(window: Region | null, shape: { rows: number; columns: number }): void {
    this.node.hidden = window === null;
    if (!window) return;
    setZoomName(this.closer, t("Zoom in"));
    setZoomName(this.farther, t("Zoom out"));
    setText(this.all, t("Show all"));
    const whole = isWhole(window, shape);
    // Not `disabled`, which would take the focus from a person who zooms out with the keys.
    for (const each of [this.farther, this.all]) each.setAttribute("aria-disabled", String(whole));
    setText(this.text, whole ? t("Drag over a matrix to zoom in") : inSight(window));
  }
}

function inSight({ row, column, rows, columns }: Region): string {
  return t("rows {first} to {last}, columns {left} to {right}", {
    ...{ first: row, last: row + rows - 1 },
    ...{ left: column, right: column + columns - 1 },
  });
}

function zoomButton(text: string): HTMLButtonElement {
  return element("button", { class: "factorlab-small-button", text, attributes: { type: "button" } });
}

function setZoomName(node: HTMLElement, text: string): void {
  node.title = text;
  node.setAttribute("aria-label", text);
}
