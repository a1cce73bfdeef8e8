import { element, setText } from "../dom";
import { t } from "../words";

/** Says which part of a chart or of matrices is shown, with buttons to see more or less of it. */
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

  /** @param text says which part is shown, or, where all is, how to see less. */
  show(isWhole: boolean, text: string): void {
    setZoomName(this.closer, t("Zoom in"));
    setZoomName(this.farther, t("Zoom out"));
    setText(this.all, t("Show all"));
    // Not `disabled`, which would take the focus from a person who zooms out with the keys.
    for (const each of [this.farther, this.all]) each.setAttribute("aria-disabled", String(isWhole));
    setText(this.text, text);
  }
}

function zoomButton(text: string): HTMLButtonElement {
  return element("button", { class: "factorlab-small-button", text, attributes: { type: "button" } });
}

function setZoomName(node: HTMLElement, text: string): void {
  node.title = text;
  node.setAttribute("aria-label", text);
}
