import { describe, mapHeight, mapPlaces, said } from "factorlab/view";
import type { MapViewPayload } from "factorlab/view";
import { element, setText } from "../dom";
import { PlaneStage } from "../plane/stage";
import { t } from "../words";

/** A map of points; it names the one under the pointer, and those that the arrow keys reach. */
export class MapView {
  readonly node = element("div", { class: "factorlab-view", attributes: { role: "group" } });
  private readonly title = element("strong");
  private readonly axes = element("span", { class: "factorlab-note" });
  private readonly stage = new PlaneStage({
    onResize: () => this.draw(),
    onPoint: (index) => this.light(index),
    onBlur: () => this.light(-1),
    onKey: (event) => this.onKey(event),
  });
  private readonly said = element("div", { class: "factorlab-note", attributes: { "aria-live": "polite" } });
  private shown: MapViewPayload | null = null;
  private lit = -1;

  constructor() {
    const header = element("div", { class: "factorlab-header", children: [this.title, this.axes] });
    this.node.append(header, this.stage.node, this.said);
  }

  show(payload: MapViewPayload): void {
    this.shown = payload;
    this.lit = -1;
    setText(this.title, said(payload.title, t));
    setText(this.axes, `→ ${said(payload.axes[0], t)} · ↑ ${said(payload.axes[1], t)}`);
    this.node.setAttribute("aria-label", describe(payload, t));
    this.stage.node.setAttribute(
      "aria-label",
      t("Map of {count} points. Arrow keys go from one to the next.", { count: payload.names.length }),
    );
    this.draw();
  }

  dispose(): void {
    this.stage.dispose();
  }

  private draw(): void {
    const { width } = this.stage;
    if (!this.shown || width === 0) return;
    const height = mapHeight(this.shown, width);
    const { x, y } = mapPlaces(this.shown, width, height);
    const points = this.shown.names.map((name, k) => ({
      kind: "point" as const,
      name,
      at: [x[k], y[k]] as const,
    }));
    this.stage.show({ points, origin: null, width, height });
    this.light(this.lit);
  }

  private light(index: number): void {
    this.lit = index;
    this.stage.light(index >= 0 ? [index] : []);
    const name = index >= 0 ? this.shown?.names[index] : undefined;
    setText(this.said, name ?? this.hint());
  }

  private hint(): string {
    return this.stage.namesAll
      ? t("What lies near each other is alike.")
      : t("Point at a dot to see its name: what lies near each other is alike.");
  }

  /** Goes through the points in their order with the arrow keys. */
  private onKey(event: KeyboardEvent): boolean {
    const count = this.shown?.names.length ?? 0;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined || count === 0) return false;
    this.light((this.lit + step + count) % count);
    return true;
  }
}
