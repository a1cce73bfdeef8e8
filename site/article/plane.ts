import { svgElement } from "../../extension/src/views/svg-element";
import { FILMS, PEOPLE } from "./ratings";

/** A film or a person, at the place that its two factors give. */
interface Point {
  kind: "film" | "person";
  name: string;
  x: number;
  y: number;
}

/** What the plane asks of a model. */
interface Factors {
  readonly L: { get(row: number, column: number): number };
  readonly U: { get(row: number, column: number): number };
}

/** The part of the plane that is shown, in factors. */
const [LOW, HIGH] = [-0.4, 2.75];
const MARGIN = { left: 34, right: 12, top: 12, bottom: 34 };
/** The distance of two labels' lines, in pixels. */
const LINE = 14;
/** The length of trails, in frames. */
const TRAIL = 40;

/** Films and people in the plane of two factors, with the way that they came. */
export class Plane {
  readonly node = svgElement("svg", { class: "plane", role: "img" });
  private width = 0;
  private points: Point[] = [];
  private readonly trails: Point[][] = [];

  /** Forgets the way so far. */
  clear(): void {
    this.trails.length = 0;
  }

  show(model: Factors): void {
    this.points = [
      ...PEOPLE.map((name, k): Point => ({ kind: "person", name, x: model.L.get(k, 0), y: model.L.get(k, 1) })),
      ...FILMS.map((name, k): Point => ({ kind: "film", name, x: model.U.get(0, k), y: model.U.get(1, k) })),
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
    return Math.round(Math.min(400, Math.max(300, this.width * 0.68)));
  }

  private draw(): void {
    if (this.width === 0 || this.points.length === 0) return;
    const { width, height } = this;
    this.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.node.setAttribute("height", String(height));
    this.node.replaceChildren(...this.axes(), ...this.ways(), ...this.marks());
  }

  private x(value: number): number {
    const inside = this.width - MARGIN.left - MARGIN.right;
    return MARGIN.left + (inside * (value - LOW)) / (HIGH - LOW);
  }

  private y(value: number): number {
    const inside = this.height - MARGIN.top - MARGIN.bottom;
    return this.height - MARGIN.bottom - (inside * (value - LOW)) / (HIGH - LOW);
  }

  private axes(): SVGElement[] {
    const [left, right, bottom, top] = [this.x(LOW), this.x(HIGH), this.y(LOW), this.y(HIGH)];
    const line = (x1: number, y1: number, x2: number, y2: number): SVGElement =>
      svgElement("line", { class: "axis", x1, y1, x2, y2 });
    const across = svgElement("text", { class: "axis-name", x: right, y: bottom + 24, "text-anchor": "end" });
    across.textContent = "first factor →";
    const up = svgElement("text", { class: "axis-name", transform: `translate(${left - 14} ${top}) rotate(-90)` });
    up.setAttribute("text-anchor", "end");
    up.textContent = "second factor →";
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
    const placed = labelLines(this.points.map((point) => ({ ...point, x: this.x(point.x), y: this.y(point.y) })));
    return placed.flatMap(({ kind, name, x, y, line }) => {
      const mark =
        kind === "film"
          ? svgElement("rect", { class: "mark film", x: x - 5, y: y - 5, width: 10, height: 10, rx: 2 })
          : svgElement("circle", { class: "mark person", cx: x, cy: y, r: 4.5 });
      const leftward = x > this.width - 90;
      const label = svgElement("text", { class: `name ${kind}`, x: x + (leftward ? -10 : 10), y: line + 4 });
      label.setAttribute("text-anchor", leftward ? "end" : "start");
      label.textContent = name;
      return [mark, label];
    });
  }
}

/** Moves labels down where they would cover one another. */
function labelLines<Each extends Point>(points: readonly Each[]): (Each & { line: number })[] {
  const placed: (Each & { line: number })[] = [];
  for (const point of [...points].sort((a, b) => a.y - b.y)) {
    let line = point.y;
    for (const other of placed) {
      if (Math.abs(other.x - point.x) < 74 && line - other.line < LINE && line > other.line - LINE)
        line = other.line + LINE;
    }
    placed.push({ ...point, line });
  }
  return placed;
}
