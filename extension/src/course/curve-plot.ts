import { curveRange, fewDigits } from "factorlab/view";
import type { Guess, PredictionInputPayload } from "factorlab/view";
import { roundStep, whole } from "../views/curve/scale";
import { svgElement } from "../views/svg-element";
import type { Words } from "../words";

/** What a curve is drawn over. */
export type CurveInput = Extract<PredictionInputPayload, { type: "curve" }>;

/** The picture's size in its own units; it is as wide as there is room, and its letters are set for its width by the stylesheet. */
const SIZE = { width: 480, height: 272 } as const;
const PLOT = { left: 46, right: 470, top: 34, bottom: 224 } as const;
/** The most steps between the ticks of each axis. */
const STEPS = { x: 7, y: 5 } as const;

/** A guess, what came, or nothing: curves over two axes. */
export class CurvePlot {
  readonly node = svgElement("svg", {
    class: "factorlab-curves",
    viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
  });
  private readonly axes = svgElement("g", { "aria-hidden": "true" });
  private readonly guess = svgElement("polyline", { class: "factorlab-curve-guess" });
  private readonly actual = svgElement("polyline", { class: "factorlab-curve-actual" });
  private low = 0;
  private high = 1;

  constructor(
    private readonly input: CurveInput,
    private readonly words: Words,
  ) {
    this.node.append(this.axes, this.actual, this.guess);
  }

  show(guess: Guess | null, actual: Guess | null): void {
    [this.low, this.high] = curveRange(this.input.y, [guess ?? undefined, actual ?? undefined]);
    this.drawAxes();
    this.guess.setAttribute("points", this.points(guess));
    this.actual.setAttribute("points", this.points(actual));
  }

  /** Where a height stands, in the picture's units. @param share how far to the right, from 0 to 1 */
  place(share: number, height: number): [x: number, y: number] {
    const up = (height - this.low) / (this.high - this.low);
    return [PLOT.left + share * (PLOT.right - PLOT.left), PLOT.bottom - up * (PLOT.bottom - PLOT.top)];
  }

  /** What the pointer is at: how far to the right, and how high. */
  under({ clientX, clientY }: MouseEvent): { share: number; height: number } {
    const box = this.node.getBoundingClientRect();
    const x = ((clientX - box.left) / box.width) * SIZE.width;
    const y = ((clientY - box.top) / box.height) * SIZE.height;
    const share = within((x - PLOT.left) / (PLOT.right - PLOT.left));
    const up = within((PLOT.bottom - y) / (PLOT.bottom - PLOT.top));
    return { share, height: this.low + up * (this.high - this.low) };
  }

  private points(heights: Guess | null): string {
    if (!Array.isArray(heights)) return "";
    return heights
      .map((height, k) => this.place(k / (heights.length - 1), height))
      .map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`)
      .join(" ");
  }

  private drawAxes(): void {
    const { x, axes } = this.input;
    this.axes.replaceChildren();
    for (const height of ticksOver(this.low, this.high, STEPS.y)) {
      const [, up] = this.place(0, height);
      this.line(PLOT.left, up, PLOT.right, up);
      this.text(fewDigits(height), PLOT.left - 6, up + 4, "end");
    }
    const [from, to] = x;
    for (const value of startingAt(from, ticksOver(from, to, STEPS.x))) {
      const [across] = this.place((value - from) / (to - from), this.low);
      this.text(fewDigits(value), across, PLOT.bottom + 18, "middle");
    }
    this.text(axes[0], (PLOT.left + PLOT.right) / 2, SIZE.height - 8, "middle");
    // Above its axis: turned beside it, a long name would reach beyond the picture of a phone.
    this.text(axes[1], 0, 14, "start");
  }

  private line(x1: number, y1: number, x2: number, y2: number): void {
    this.axes.append(svgElement("line", { x1, y1, x2, y2 }));
  }

  private text(text: string, x: number, y: number, anchor: string): SVGTextElement {
    const made = svgElement("text", { x, y, "text-anchor": anchor });
    made.textContent = this.words.number(text);
    this.axes.append(made);
    return made;
  }
}

/** Round numbers on an axis, its end among them where it is one: rounding may put that a hair beyond. */
function ticksOver(low: number, high: number, most: number): number[] {
  return whole(low, high + (high - low) / 1e9, roundStep((high - low) / most));
}

/** Ticks with the number that the axis starts at, where its text has room before the first of them. */
function startingAt(from: number, ticks: readonly number[]): number[] {
  const [first = from, second = first] = ticks;
  return first - from > (second - first) / 2 ? [from, ...ticks] : [...ticks];
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}
