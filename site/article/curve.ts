import { formatLoss } from "factorlab/view";
import { svgElement } from "../../extension/src/views/svg-element";

/** A line of a chart: one value for each iteration, the first before any. */
export interface Line {
  values: readonly number[];
  kind: "now" | "before";
}

export interface CurveOptions {
  /** How many iterations the chart is wide. */
  iterations: number;
  /** Where the axis of the loss begins, and where it ends at least. */
  range: readonly [number, number];
  logarithmic?: boolean;
  height: number;
}

const MARGIN = { left: 40, right: 8, top: 26, bottom: 28 };

const MOST_NUMBERS = 5;

/** The loss after each iteration. */
export class Curve {
  readonly node = svgElement("svg", { class: "curve", role: "img" });
  private width = 0;
  private lines: readonly Line[] = [];

  constructor(private readonly options: CurveOptions) {}

  show(lines: readonly Line[]): void {
    this.lines = lines;
    this.draw();
  }

  resize(width: number): void {
    this.width = width;
    this.draw();
  }

  private get top(): number {
    const most = Math.max(...this.lines.map(({ values }) => values.reduce((a, b) => Math.max(a, b), 0)));
    return Math.max(this.options.range[1], most);
  }

  private draw(): void {
    const { width } = this;
    if (width === 0) return;
    const { height } = this.options;
    this.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.node.setAttribute("height", String(height));
    const lines = this.lines.map(({ values, kind }) =>
      svgElement("polyline", {
        class: `loss ${kind}`,
        points: values.map((loss, k) => `${this.x(k).toFixed(1)},${this.y(loss).toFixed(1)}`).join(" "),
      }),
    );
    this.node.replaceChildren(...this.axes(), ...lines, ...this.head());
  }

  /** A dot where the line of now has come to. */
  private head(): SVGElement[] {
    const now = this.lines.find(({ kind }) => kind === "now")?.values ?? [];
    if (now.length === 0) return [];
    return [
      svgElement("circle", { class: "head", cx: this.x(now.length - 1), cy: this.y(now.at(-1)!), r: 4 }),
    ];
  }

  private x(iteration: number): number {
    return MARGIN.left + ((this.width - MARGIN.left - MARGIN.right) * iteration) / this.options.iterations;
  }

  private y(loss: number): number {
    const { range, logarithmic = false, height } = this.options;
    const scale = (value: number): number => (logarithmic ? Math.log10(value) : value);
    const share = (scale(Math.max(loss, range[0])) - scale(range[0])) / (scale(this.top) - scale(range[0]));
    return height - MARGIN.bottom - (height - MARGIN.top - MARGIN.bottom) * share;
  }

  private axes(): SVGElement[] {
    const { height, iterations } = this.options;
    const [left, right, bottom] = [MARGIN.left, this.width - MARGIN.right, height - MARGIN.bottom];
    const ticks = this.ticks();
    const levels = ticks.flatMap((value, k) => {
      const y = this.y(value);
      const line = svgElement("line", { class: "level", x1: left, x2: right, y1: y, y2: y });
      // Where there are many lines, every other one has its number.
      if (ticks.length > MOST_NUMBERS && k % 2 === 1) return [line];
      const label = svgElement("text", { class: "tick", x: left - 8, y: y + 4, "text-anchor": "end" });
      label.textContent = value >= 1000 ? `10${superscript(Math.log10(value))}` : formatLoss(value);
      return [line, label];
    });
    const ends = [0, ...(this.width > 300 ? [iterations / 2] : []), iterations].map((iteration) => {
      const anchor = iteration === iterations ? "end" : "middle";
      const label = svgElement("text", {
        class: "tick",
        x: this.x(iteration),
        y: bottom + 18,
        "text-anchor": anchor,
      });
      label.textContent = iteration === iterations ? `round ${iteration}` : String(iteration);
      return label;
    });
    const name = svgElement("text", { class: "axis-name", x: 0, y: 12 });
    name.textContent = "loss";
    return [name, ...levels, ...ends];
  }

  private ticks(): number[] {
    const { logarithmic = false, range } = this.options;
    if (!logarithmic) return [0, 5, 10].filter((value) => value <= this.top);
    const powers = Array.from({ length: 12 }, (_, k) => Number(`1e${k - 2}`));
    return powers.filter((value) => value >= range[0] && value <= this.top);
  }
}

function superscript(power: number): string {
  return String(Math.round(power)).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(Number(digit)));
}
