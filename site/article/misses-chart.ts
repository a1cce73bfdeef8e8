import { svgElement } from "../../extension/src/views/svg-element";

/** The average miss on the ratings that were trained on, and on the hidden ones, in stars. */
export interface Misses {
  seen: number;
  hidden: number;
}

const MARGIN = { left: 48, right: 64, top: 14, bottom: 32 };
const HEIGHT = 250;
/** The end of the axis, in stars. */
const TOP = 2.4;

/** Misses by the number of factors, as far as they are known. */
export class MissesChart {
  readonly node = svgElement("svg", { class: "misses", role: "img", height: HEIGHT });
  private readonly found = new Map<number, Misses>();
  private chosen = 1;
  private width = 0;

  /** @param most the largest number of factors */
  constructor(private readonly most: number) {}

  show(features: number, misses: Misses): void {
    this.chosen = features;
    this.found.set(features, misses);
    this.draw();
  }

  resize(width: number): void {
    this.width = width;
    this.draw();
  }

  private draw(): void {
    if (this.width === 0) return;
    this.node.setAttribute("viewBox", `0 0 ${this.width} ${HEIGHT}`);
    const lines = (["seen", "hidden"] as const).flatMap((kind) => this.line(kind));
    this.node.replaceChildren(this.band(), ...this.axes(), ...lines);
  }

  private x(features: number): number {
    return MARGIN.left + ((this.width - MARGIN.left - MARGIN.right) * (features - 0.5)) / this.most;
  }

  private y(miss: number): number {
    return HEIGHT - MARGIN.bottom - ((HEIGHT - MARGIN.top - MARGIN.bottom) * Math.min(miss, TOP)) / TOP;
  }

  /** Marks the number of factors that is chosen. */
  private band(): SVGElement {
    const at = { x: this.x(this.chosen) - 16, y: MARGIN.top - 6, width: 32, height: HEIGHT - MARGIN.top - 2 };
    return svgElement("rect", { class: "chosen", rx: 8, ...at });
  }

  private axes(): SVGElement[] {
    const levels = [0, 1, 2].flatMap((miss) => {
      const y = this.y(miss);
      const label = miss === 2 ? "2 stars" : String(miss);
      return [
        svgElement("line", { class: "level", x1: MARGIN.left, x2: this.width - MARGIN.right, y1: y, y2: y }),
        text(label, { class: "tick", x: MARGIN.left - 6, y: y + 4, "text-anchor": "end" }),
      ];
    });
    const ticks = Array.from({ length: this.most }, (_, k) =>
      text(String(k + 1), { class: "tick", x: this.x(k + 1), y: HEIGHT - 10, "text-anchor": "middle" }),
    );
    return [...levels, ...ticks];
  }

  private line(kind: keyof Misses): SVGElement[] {
    const points = [...this.found]
      .sort(([a], [b]) => a - b)
      .map(([features, misses]): [number, number] => [this.x(features), this.y(misses[kind])]);
    const end = points.at(-1);
    if (!end) return [];
    return [
      svgElement("polyline", {
        class: `misses-line ${kind}`,
        points: points.map((point) => point.join(",")).join(" "),
      }),
      ...points.map(([cx, cy]) => svgElement("circle", { class: `misses-dot ${kind}`, cx, cy, r: 5 })),
      text(kind, { class: `misses-name ${kind}`, x: end[0] + 12, y: end[1] + (kind === "seen" ? -8 : 4) }),
    ];
  }
}

function text(content: string, attributes: Record<string, string | number>): SVGElement {
  const made = svgElement("text", attributes);
  made.textContent = content;
  return made;
}
