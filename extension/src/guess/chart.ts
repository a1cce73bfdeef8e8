import {
  fewDigits,
  formatNumber,
  guessLabels,
  guessShare,
  guessTicks,
  lowestPoint,
  ringNumberPlace,
} from "factorlab/view";
import type { ChartPlace, GuessAxis, GuessPoint, GuessShare } from "factorlab/view";
import { element, replaceChildren, setText } from "../dom";
import type { Preferences } from "../preferences";
import { runStyle, VALIDATION_DASH } from "../views/curve/run-style";
import { stretchedSvg, strokePath } from "../views/curve/layer";
import { SQUARE } from "../views/curve/plot";
import { localNumber, t } from "../words";
import { ChartChoices } from "./choices";
import { axisTitle, off, valueText } from "./words";

/** What a chart shows. */
export interface ChartState {
  readonly points: readonly GuessPoint[];
  /** The values of trainings that diverged. */
  readonly diverged: readonly number[];
  /** The error at the upper edge; all charts have the same. */
  readonly top: number;
  /** What guessing the mean is off. */
  readonly mean: number;
  /** The decimals of errors. */
  readonly decimals: number;
  /** The value of the experiment, or the iteration that is shown. */
  readonly current: number;
}

/** The errors of what is seen and of what is hidden, over iterations, features or penalties. */
export class GuessChart {
  readonly node: HTMLElement;
  private readonly title = element("figcaption");
  private readonly plot = element("div", { class: "factorlab-guess-plot" });
  private readonly picture = stretchedSvg();
  private readonly labels = element("div");
  private readonly at = element("div", { class: "factorlab-guess-at" });
  private readonly number = element("span");
  private readonly best = element("span", { class: "factorlab-guess-best", children: [this.number] });
  private readonly choices: ChartChoices;
  private drawn: readonly unknown[] = [];
  private share: GuessShare = () => 0;
  private values: readonly number[] = [];
  private shown: ChartState | null = null;
  /** The plot in pixels, so far as it is known: on the page it may come later. */
  private size = { width: 240, height: 130 };
  private readonly resizes = new ResizeObserver(
    ([
      {
        contentRect: { width, height },
      },
    ]) => {
      if (width === 0 || (width === this.size.width && height === this.size.height)) return;
      this.size = { width, height };
      if (this.shown) this.placeNumber(this.shown);
    },
  );

  /** @param onChoose receives the value that was clicked. */
  constructor(
    private readonly axis: GuessAxis,
    onChoose: (value: number) => void,
  ) {
    this.choices = new ChartChoices(axis, onChoose);
    this.plot.append(this.picture, this.labels, this.at, this.best, this.choices.node);
    this.node = element("figure", { class: "factorlab-guess-chart", children: [this.title, this.plot] });
    this.node.dataset.axis = axis;
    this.resizes.observe(this.plot);
    if (axis === "iterations") {
      this.plot.addEventListener("click", (event) => {
        const { left, width } = this.picture.getBoundingClientRect();
        onChoose(this.nearest((event.clientX - left) / width));
      });
    }
  }

  show(state: ChartState, look: Preferences): void {
    const { points, diverged, top, mean, decimals, current } = state;
    setText(this.title, axisTitle(this.axis));
    this.node.hidden = points.length + diverged.length < 2;
    if (this.node.hidden) return;
    const key = [points, diverged, top, mean, decimals, look.theme];
    if (key.some((part, k) => part !== this.drawn[k])) this.draw(state, look);
    this.drawn = key;
    this.at.style.left = `${100 * Math.min(1, this.share(current))}%`;
    this.at.hidden = this.axis !== "iterations";
    this.choices.choose(current);
  }

  dispose(): void {
    this.resizes.disconnect();
  }

  private draw(state: ChartState, look: Preferences): void {
    this.shown = state;
    const { points, diverged, top, mean } = state;
    this.values = [...points.map(({ value }) => value), ...diverged].sort((a, b) => a - b);
    this.share = guessShare(this.axis, this.values);
    const y = (error: number): number => SQUARE * (1 - Math.min(1, error / top));
    const x = (value: number): number => SQUARE * this.share(value);
    const [seen, hidden] = [0, 1].map((k) => runStyle(k, look.theme).colour);
    const named = (name: string, path: SVGPathElement): SVGPathElement => {
      path.classList.add(name);
      return path;
    };
    const line = (height: number, name: string): SVGPathElement =>
      named(name, strokePath(`M0 ${height}H${SQUARE}`, { colour: "currentcolor", width: 1 }));
    const curve = (name: "seen" | "hidden"): string =>
      (points.length > 0 ? "M" : "") +
      points.map((point) => `${x(point.value).toFixed(1)} ${y(point[name]).toFixed(1)}`).join("L");
    const spreads = points.map(({ value, hidden: error, spread }) =>
      spread === null ? "" : `M${x(value)} ${y(Math.max(0, error - spread))}V${y(error + spread)}`,
    );
    const dots = (name: "seen" | "hidden"): string =>
      this.axis === "iterations"
        ? ""
        : points.map((point) => `M${x(point.value)} ${y(point[name])}h0`).join("");
    const paths = [
      ...guessTicks(top).map((tick) => line(y(tick), "factorlab-guess-grid")),
      ...(mean > 0 && mean <= top ? [line(y(mean), "factorlab-guess-mean")] : []),
      named("factorlab-guess-spread", strokePath(spreads.join(""), { colour: hidden, width: 6 })),
      strokePath(curve("seen"), { colour: seen }),
      strokePath(curve("hidden"), { colour: hidden, dash: VALIDATION_DASH }),
      strokePath(dots("seen"), { colour: seen, width: 5 }),
      strokePath(dots("hidden"), { colour: hidden, width: 5 }),
    ];
    for (const path of paths.slice(-2)) path.setAttribute("stroke-linecap", "round");
    replaceChildren(this.picture, points.length > 0 ? paths : paths.slice(0, -5));
    this.label(top);
    this.mark(state, hidden);
    this.choices.show(points, diverged, state.decimals, this.share);
    this.node.setAttribute("aria-label", `${axisTitle(this.axis)}. ${this.best.title}`);
  }

  private label(top: number): void {
    const ticks = guessTicks(top).map((tick) => {
      const node = element("span", { class: "factorlab-guess-tick", text: localNumber(String(tick)) });
      node.style.bottom = `${(100 * tick) / top}%`;
      return node;
    });
    const values = guessLabels(this.axis, this.values).map((value) => {
      const node = element("span", { class: "factorlab-guess-label", text: valueText(value) });
      node.style.left = `${100 * this.share(value)}%`;
      return node;
    });
    replaceChildren(this.labels, [...ticks, ...values]);
  }

  /** A ring around the lowest error of what is hidden, with its number. */
  private mark(state: ChartState, colour: string): void {
    const { points, top, decimals } = state;
    const best = lowestPoint(points);
    this.best.hidden = best === undefined;
    if (!best) return;
    const share = this.share(best.value);
    this.best.style.left = `${100 * share}%`;
    this.best.style.bottom = `${100 * Math.min(1, best.hidden / top)}%`;
    this.best.style.borderColor = colour;
    const values = { value: fewDigits(best.value), hidden: formatNumber(best.hidden, decimals) };
    setText(this.number, off(best.hidden, decimals));
    this.placeNumber(state);
    this.best.title = t("Lowest at {value}: {hidden} off", values);
  }

  /** Writes the number of the ring where no curve goes through it. */
  private placeNumber({ points, top }: ChartState): void {
    const best = lowestPoint(points);
    if (!best) return;
    const { width, height } = this.size;
    const place = (value: number, error: number): ChartPlace => [
      width * this.share(value),
      height * (1 - Math.min(1, error / top)),
    ];
    const curves = (["seen", "hidden"] as const).map((name) =>
      points.map((point) => place(point.value, point[name])),
    );
    const bars = points.flatMap(({ value, hidden, spread }) =>
      spread === null ? [] : [[place(value, Math.max(0, hidden - spread)), place(value, hidden + spread)]],
    );
    const ring = place(best.value, best.hidden);
    const [x, y] = ringNumberPlace([...curves, ...bars], ring, this.number.textContent.length, this.size);
    this.number.style.translate = `calc(${(x - ring[0]).toFixed(1)}px - 50%) calc(${(y - ring[1]).toFixed(1)}px - 50%)`;
  }

  /** The value whose place is nearest to a share of the width. */
  private nearest(share: number): number {
    const apart = (value: number): number => Math.abs(this.share(value) - share);
    return this.values.reduce((best, value) => (apart(value) < apart(best) ? value : best), this.values[0]);
  }
}
