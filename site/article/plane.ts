import { svgElement } from "../../extension/src/views/svg-element";
import { placeLabels } from "./labels";
import type { Named } from "./labels";
import { FILMS, PEOPLE } from "./ratings";

/** What the plane asks of a model. */
interface Factors {
  readonly L: { get(row: number, column: number): number };
  readonly U: { get(row: number, column: number): number };
}

/** The part of the plane that is shown, in factors. */
const [LOW, HIGH] = [-0.4, 2.75];
const MARGIN = 6;
/** The length of trails, in frames. */
const TRAIL = 40;

/** Films and people in the plane of two factors, with the way that they came. */
export class Plane {
  readonly node = svgElement("svg", { class: "plane", role: "img" });
  private width = 0;
  private points: Named[] = [];
  private readonly trails: Named[][] = [];

  /** Forgets the way so far. */
  clear(): void {
    this.trails.length = 0;
  }

  show(model: Factors): void {
    this.points = [
      ...PEOPLE.map((name, k): Named => ({
        kind: "person",
        name,
        x: model.L.get(k, 0),
        y: model.L.get(k, 1),
      })),
      ...FILMS.map((name, k): Named => ({ kind: "film", name, x: model.U.get(0, k), y: model.U.get(1, k) })),
    ];
    this.trails.push(this.points);
    if (this.trails.length > TRAIL) this.trails.shift();
    this.draw();
  }

  resize(width: number): void {
    this.width = width;
    this.draw();
  }

  private get height(): number {
    return Math.min(420, this.width);
  }

  private draw(): void {
    if (this.width === 0 || this.points.length === 0) return;
    const { width, height } = this;
    this.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.node.setAttribute("height", String(height));
    this.node.replaceChildren(...this.axes(), ...this.ways(), ...this.marks());
  }

  private x(value: number): number {
    return MARGIN + ((this.width - 2 * MARGIN) * (value - LOW)) / (HIGH - LOW);
  }

  private y(value: number): number {
    return this.height - MARGIN - ((this.height - 2 * MARGIN) * (value - LOW)) / (HIGH - LOW);
  }

  private axes(): SVGElement[] {
    const [left, right, bottom, top] = [this.x(LOW), this.x(HIGH), this.y(LOW), this.y(HIGH)];
    const line = (x1: number, y1: number, x2: number, y2: number): SVGElement =>
      svgElement("line", { class: "axis", x1, y1, x2, y2 });
    const named = (text: string, at: Record<string, string | number>): SVGElement => {
      const label = svgElement("text", { class: "axis-name", "text-anchor": "end", ...at });
      label.textContent = text;
      return label;
    };
    const across = named("first factor →", { x: right, y: bottom - 4 });
    const up = named("second factor →", { transform: `translate(${left + 10} ${top}) rotate(-90)` });
    return [line(left, this.y(0), right, this.y(0)), line(this.x(0), bottom, this.x(0), top), across, up];
  }

  /** The ways that the points came, and a ray to each film. */
  private ways(): SVGElement[] {
    const trails = this.points.map(({ kind }, k) =>
      svgElement("polyline", {
        class: `trail ${kind}`,
        points: this.trails.map((points) => `${this.x(points[k].x)},${this.y(points[k].y)}`).join(" "),
      }),
    );
    const rays = this.points
      .filter(({ kind }) => kind === "film")
      .map(({ x, y }) =>
        svgElement("line", {
          class: "ray",
          x1: this.x(0),
          y1: this.y(0),
          x2: this.x(x),
          y2: this.y(y),
        }),
      );
    return [...rays, ...trails];
  }

  private marks(): SVGElement[] {
    const points = this.points.map((point) => ({ ...point, x: this.x(point.x), y: this.y(point.y) }));
    const marks = points.map(({ kind, x, y }) =>
      kind === "film"
        ? svgElement("rect", { class: "mark film", x: x - 5, y: y - 5, width: 10, height: 10, rx: 2 })
        : svgElement("circle", { class: "mark person", cx: x, cy: y, r: 4.5 }),
    );
    const placed = placeLabels(points, this.width);
    const leads = placed.flatMap(({ from, kind, x, y }) =>
      from ? [svgElement("line", { class: `lead ${kind}`, x1: from.x, y1: from.y, x2: x, y2: y - 4.5 })] : [],
    );
    const labels = placed.map(({ kind, name, x, y, anchor }) => {
      const label = svgElement("text", { class: `name ${kind}`, x, y, "text-anchor": anchor });
      label.textContent = name;
      return label;
    });
    return [...leads, ...marks, ...labels];
  }
}
