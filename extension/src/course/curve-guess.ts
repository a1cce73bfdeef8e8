import { fewDigits } from "factorlab/view";
import type { Guess } from "factorlab/view";
import { element } from "../dom";
import { svgElement } from "../views/svg-element";
import type { Words } from "../words";
import { CurvePlot } from "./curve-plot";
import type { CurveInput } from "./curve-plot";
import type { GuessInput } from "./guess-input";

/** A short axis of whole numbers has a knot at each of them, any other so many. */
const KNOTS = 11;

/** A curve that is sketched: by the pointer, or with the arrow keys from knot to knot. */
export class CurveGuess implements GuessInput {
  readonly node: HTMLElement;
  private readonly plot: CurvePlot;
  private readonly knots: readonly SVGCircleElement[];
  private heights: number[];
  private touched = false;
  private drawing = false;
  private last = -1;

  constructor(
    private readonly input: CurveInput,
    private readonly words: Words,
    private readonly onChange: () => void,
  ) {
    const { t } = words;
    const [from, to] = input.x;
    const count = Number.isInteger(to - from) && to - from <= KNOTS ? to - from + 1 : KNOTS;
    const middle = (input.y[0] + input.y[1]) / 2;
    this.heights = Array<number>(Math.max(2, count)).fill(middle);
    this.plot = new CurvePlot(input, words);
    this.knots = this.heights.map((_, k) => this.knot(k));
    for (const knot of this.knots) this.plot.node.append(knot);
    const help = element("p", {
      class: "factorlab-note",
      text: t("Draw with the pointer, or go from point to point with ← → and move them with ↑ ↓."),
    });
    this.node = element("div", {
      class: "factorlab-guess-curve",
      attributes: { role: "group", "aria-label": t("Your guess, a curve") },
    });
    this.node.append(this.plot.node, help);
    this.listen();
    this.draw();
  }

  value(): number[] | null {
    return this.touched ? [...this.heights] : null;
  }

  show(guess: Guess): void {
    if (!Array.isArray(guess)) return;
    this.touched = true;
    this.heights = this.heights.map((_, k) => heightAt(guess, k / (this.heights.length - 1)));
    this.draw();
  }

  private knot(k: number): SVGCircleElement {
    const [low, high] = this.input.y;
    const knot = svgElement("circle", {
      r: 5,
      role: "slider",
      tabindex: k === 0 ? 0 : -1,
      "aria-valuemin": low,
      "aria-valuemax": high,
      "aria-orientation": "vertical",
    });
    knot.addEventListener("keydown", (event) => this.onKey(event, k));
    return knot;
  }

  private listen(): void {
    const { node } = this.plot;
    node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      node.setPointerCapture(event.pointerId);
      this.drawing = true;
      this.last = -1;
      this.sketch(event);
    });
    node.addEventListener("pointermove", (event) => this.drawing && this.sketch(event));
    for (const end of ["pointerup", "pointercancel"] as const)
      node.addEventListener(end, () => (this.drawing = false));
  }

  /** Moves the knot below the pointer, and those that a quick pointer has jumped over. */
  private sketch(event: PointerEvent): void {
    const { share, height } = this.plot.under(event);
    const knot = Math.round(share * (this.heights.length - 1));
    const begin = this.last < 0 ? knot : this.last;
    const from = this.heights[begin];
    const steps = Math.abs(knot - begin);
    for (let step = steps === 0 ? 0 : 1; step <= steps; step++) {
      const part = steps === 0 ? 1 : step / steps;
      this.heights[begin + Math.sign(knot - begin) * step] = from + part * (height - from);
    }
    this.last = knot;
    this.changed();
  }

  private onKey(event: KeyboardEvent, k: number): void {
    const [low, high] = this.input.y;
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const up = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[event.key];
    if (side === undefined && up === undefined) return;
    event.preventDefault();
    if (side !== undefined) {
      const next = Math.min(this.knots.length - 1, Math.max(0, k + side));
      this.knots.forEach((knot, j) => knot.setAttribute("tabindex", j === next ? "0" : "-1"));
      this.knots[next].focus();
    }
    if (up === undefined) return;
    this.heights[k] = Math.min(high, Math.max(low, this.heights[k] + (up * (high - low)) / 40));
    this.changed();
  }

  private changed(): void {
    this.touched = true;
    this.draw();
    this.onChange();
  }

  private draw(): void {
    const { t, number } = this.words;
    this.node.toggleAttribute("data-untouched", !this.touched);
    this.plot.show(this.heights, null);
    const [from, to] = this.input.x;
    this.knots.forEach((knot, k) => {
      const share = k / (this.knots.length - 1);
      const [x, y] = this.plot.place(share, this.heights[k]);
      knot.setAttribute("cx", x.toFixed(1));
      knot.setAttribute("cy", y.toFixed(1));
      knot.setAttribute("aria-valuenow", fewDigits(this.heights[k]));
      knot.setAttribute("aria-valuetext", number(fewDigits(this.heights[k])));
      knot.setAttribute("aria-label", t("Height at {x}", { x: fewDigits(from + share * (to - from)) }));
    });
  }
}

/** The height of a curve at a share of its width, straight between its points. */
function heightAt(heights: readonly number[], share: number): number {
  const place = share * (heights.length - 1);
  const k = Math.min(heights.length - 2, Math.floor(place));
  return heights[k] + (place - k) * (heights[k + 1] - heights[k]);
}
