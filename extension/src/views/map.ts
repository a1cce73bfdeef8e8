import { cutText, describe, LONGEST_NAME, mapHeight, mapPlaces } from "factorlab/view";
import type { MapPlaces, MapViewPayload } from "factorlab/view";
import { element, setText } from "../dom";
import { t } from "../words";
import { svgElement } from "./svg-element";

/** A map of points; it names the one under the pointer, and those that the arrow keys reach. */
export class MapView {
  readonly node = element("div", { class: "factorlab-view", attributes: { role: "group" } });
  private readonly title = element("strong");
  private readonly axes = element("span", { class: "factorlab-note" });
  private readonly stage = element("div", {
    class: "factorlab-map",
    attributes: { tabindex: "0", role: "group", "data-lm-suppress-shortcuts": "true" },
  });
  private readonly said = element("div", { class: "factorlab-note", attributes: { "aria-live": "polite" } });
  private readonly resizes = new ResizeObserver(() => this.draw());
  private payload: MapViewPayload | null = null;
  private positions: MapPlaces | null = null;
  private lit = -1;
  private marks: SVGGElement[] = [];

  constructor() {
    const header = element("div", { class: "factorlab-header", children: [this.title, this.axes] });
    this.node.append(header, this.stage, this.said);
    this.resizes.observe(this.stage);
    this.stage.addEventListener("pointermove", ({ clientX, clientY }) => {
      const { left, top } = this.stage.getBoundingClientRect();
      this.light(this.nearest(clientX - left, clientY - top));
    });
    this.stage.addEventListener("pointerleave", () => this.light(-1));
    this.stage.addEventListener("blur", () => this.light(-1));
    this.stage.addEventListener("keydown", (event) => this.onKey(event));
  }

  show(payload: MapViewPayload): void {
    this.payload = payload;
    this.lit = -1;
    setText(this.title, payload.title);
    setText(this.axes, `→ ${payload.axes[0]} · ↑ ${payload.axes[1]}`);
    this.node.setAttribute("aria-label", describe(payload, t));
    this.stage.setAttribute(
      "aria-label",
      t("Map of {count} points. Arrow keys go from one to the next.", { count: payload.names.length }),
    );
    this.draw();
  }

  dispose(): void {
    this.resizes.disconnect();
  }

  private draw(): void {
    const width = this.stage.clientWidth;
    if (!this.payload || width === 0) return;
    const { names } = this.payload;
    const height = mapHeight(this.payload, width);
    const positions = mapPlaces(this.payload, width, height);
    this.positions = positions;
    this.marks = names.map((name, k) => mark(name, positions, k));
    const picture = svgElement("svg", {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      "aria-hidden": "true",
    });
    // The first points are the most important, so they are drawn on top.
    for (const mark of [...this.marks].reverse()) picture.append(mark);
    this.stage.replaceChildren(picture);
    this.light(this.lit);
  }

  private light(index: number): void {
    this.marks[this.lit]?.classList.remove("factorlab-lit-point");
    this.lit = index;
    const name = index >= 0 ? this.payload?.names[index] : undefined;
    setText(this.said, name ?? t("Point at a dot to see its name: what lies near each other is alike."));
    const found = this.marks[index];
    if (!found) return;
    found.classList.add("factorlab-lit-point");
    found.parentNode?.append(found);
  }

  private nearest(x: number, y: number): number {
    if (!this.positions) return -1;
    let best = -1;
    // Half a centimetre around a dot counts as the dot.
    let least = 20 ** 2;
    this.positions.x.forEach((px, k) => {
      const distance = (px - x) ** 2 + (this.positions!.y[k] - y) ** 2;
      if (distance < least) [best, least] = [k, distance];
    });
    return best;
  }

  /** Goes through the points in their order with the arrow keys. */
  private onKey(event: KeyboardEvent): void {
    const count = this.payload?.names.length ?? 0;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined || count === 0) return;
    this.light((this.lit + step + count) % count);
    event.preventDefault();
    event.stopPropagation();
  }
}

/** A dot with its name beside it, or further off at the end of a line; of many points some have no name. */
function mark(name: string, places: MapPlaces, k: number): SVGGElement {
  const { x, y, named, apart } = places;
  const group = svgElement("g");
  const place = apart.get(k);
  if (place) group.append(svgElement("line", { x1: x[k], y1: y[k], x2: place.line.x, y2: place.line.y }));
  group.append(svgElement("circle", { cx: x[k], cy: y[k], r: 3.5 }));
  const side = named.get(k);
  if (!place && side === undefined) return group;
  const at = place ? { x: place.x, anchor: "middle" } : beside(x[k], side === "left");
  const label = svgElement("text", { x: at.x, y: (place?.y ?? y[k]) + 4, "text-anchor": at.anchor });
  label.textContent = cutText(name, LONGEST_NAME);
  group.append(label);
  return group;
}

function beside(x: number, left: boolean): { x: number; anchor: string } {
  return left ? { x: x - 8, anchor: "end" } : { x: x + 8, anchor: "start" };
}
