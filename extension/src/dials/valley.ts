import {
  entryName,
  formatLoss,
  formatNumber,
  stepInValley,
  valleyDecimals,
  valleyExtent,
  valleyOf,
  valleyPlaces,
  valleyRemarks,
} from "factorlab/view";
import type {
  CellsPayload,
  FactorEntry,
  Labels,
  Valley,
  ValleyExtent,
  ValleyPlace,
  ValleyStep,
} from "factorlab/view";
import { element, setText } from "../dom";
import { textButton } from "../playground/buttons";
import { NumberField, positiveNumber } from "../playground/number-field";
import type { SliderScale } from "../playground/number-field";
import { svgElement } from "../views/svg-element";
import { t } from "../words";
import { anchorOf } from "./anchor";

/** What the valley shows. */
export interface ValleyState {
  readonly data: CellsPayload;
  readonly L: ArrayLike<number>;
  readonly U: ArrayLike<number>;
  readonly labels: Labels | undefined;
  readonly entry: FactorEntry;
  readonly penalty: number;
  readonly rate: number;
  readonly nonnegative: boolean;
}

/** Receives what is done in the valley. */
export interface ValleyHost {
  onRate(rate: number): void;
  /** The number goes to a value, as one turn. */
  onMove(value: number): void;
}

/** The size of the picture in pixels, before its width on the page is known; and its margins, below for the names of its points. */
const SIZE = { width: 420, height: 170, edge: 6, below: 52 } as const;
/** The slider ends where a step leads to the other side and twice as far up. */
const MOST = 3;
/** The width of a letter below the picture, in pixels. */
const LETTER = 7.2;

/** One number's loss as its parabola, with the tangent, the step of a learning rate, and where it lands. */
export class ValleyView {
  readonly node: HTMLElement;
  private readonly title = element("strong");
  private readonly picture = new ValleyPicture();
  private readonly remarks = element("p", { class: "factorlab-dials-remarks" });
  private readonly rate: NumberField;
  private readonly step: HTMLButtonElement;
  private readonly bottom: HTMLButtonElement;
  private valley: Valley | null = null;
  private aim: ValleyStep | null = null;
  private extent: { entry: FactorEntry; extent: ValleyExtent } | null = null;

  constructor(host: ValleyHost) {
    const scale: SliderScale = {
      ...{ min: 0.01, max: MOST, step: 0.01 },
      toPosition: (rate) => rate * this.unit,
      toValue: (position) => Number((position / this.unit).toPrecision(3)),
    };
    this.rate = new NumberField(
      t("Learning rate"),
      scale,
      positiveNumber,
      (rate) => host.onRate(rate),
      () => undefined,
    );
    this.step = textButton(t("Take the step"), () => this.aim && host.onMove(this.aim.value), "primary");
    this.bottom = textButton(t("To the bottom"), () => {
      if (this.valley?.bottom != null) host.onMove(this.valley.bottom);
    });
    const buttons = element("div", { class: "factorlab-buttons", children: [this.step, this.bottom] });
    this.node = element("section", {
      class: "factorlab-dials-valley",
      children: [this.title, this.picture.node, this.rate.node, buttons, this.remarks],
    });
  }

  show(state: ValleyState): void {
    const { data, entry, labels, penalty, rate, nonnegative } = state;
    const valley = valleyOf(data, state, entry, penalty);
    const step = stepInValley(valley, rate, nonnegative);
    [this.valley, this.aim] = [valley, step];
    const same = this.extent && sameEntry(this.extent.entry, entry) ? this.extent.extent : null;
    const extent = valleyExtent(valley, step, same);
    this.extent = { entry, extent };
    const decimals = valleyDecimals(extent.right - extent.left);
    const title = t("The valley of {entry}", { entry: entryName(entry, labels) });
    setText(this.title, title);
    this.node.setAttribute("aria-label", title);
    const drawn = [valley.loss, valley.slope, valley.curvature, step.value, step.loss].every(Number.isFinite);
    this.picture.show(drawn ? { valley, step, extent } : null, decimals);
    const { bottom } = valley;
    const [least, stays] = [bottom ?? valley.value, step.landing === "still"];
    this.rate.show(rate);
    this.step.disabled = stays || !drawn;
    this.bottom.disabled = stays || !drawn || (nonnegative && least < 0);
    setText(this.remarks, valleyRemarks(valley, step, decimals, t).join(" "));
  }

  dispose(): void {
    this.picture.dispose();
  }

  /** How far along the slider a rate of 1 is: 1 on the slider leads to the bottom, whatever the curvature. */
  private get unit(): number {
    const { curvature = 0 } = this.valley ?? {};
    return curvature > 0 && Number.isFinite(curvature) ? curvature : 1;
  }
}

const sameEntry = (a: FactorEntry, b: FactorEntry): boolean =>
  a.factor === b.factor && a.row === b.row && a.column === b.column;

interface ValleyShown {
  readonly valley: Valley;
  readonly step: ValleyStep;
  readonly extent: ValleyExtent;
}

/** The picture of a valley. */
class ValleyPicture {
  readonly node = svgElement("svg", {
    class: "factorlab-valley",
    height: SIZE.height + SIZE.edge + SIZE.below,
    role: "img",
  });
  private readonly floor = svgElement("line", {
    ...{ class: "factorlab-valley-floor", x1: 0, y1: SIZE.height, y2: SIZE.height },
  });
  private readonly curve = svgElement("path", { class: "factorlab-valley-curve" });
  private readonly tangent = svgElement("line", { class: "factorlab-valley-tangent" });
  private readonly way = svgElement("line", { class: "factorlab-valley-way" });
  private readonly marks = {
    bottom: new ValleyMark("bottom", 1),
    step: new ValleyMark("step", 2),
    now: new ValleyMark("now", 0),
  };
  private width: number = SIZE.width;
  private shown: { shown: ValleyShown | null; decimals: number } | null = null;
  private readonly resizes = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width) - 2 * SIZE.edge;
    if (width <= 0 || width === this.width) return;
    this.fit(width);
    if (this.shown) this.show(this.shown.shown, this.shown.decimals);
  });

  constructor() {
    const { bottom, step, now } = this.marks;
    this.node.append(this.floor, this.curve, bottom.node, step.node, this.tangent, this.way, now.node);
    this.fit(SIZE.width);
    this.resizes.observe(this.node);
  }

  /** Draws in pixels of the page, so that lines and letters keep their size. */
  private fit(width: number): void {
    this.width = width;
    const { height, edge, below } = SIZE;
    this.node.setAttribute("viewBox", `${-edge} ${-edge} ${width + 2 * edge} ${height + edge + below}`);
    this.floor.setAttribute("x2", String(width));
  }

  dispose(): void {
    this.resizes.disconnect();
  }

  show(shown: ValleyShown | null, decimals: number): void {
    this.shown = { shown, decimals };
    this.node.toggleAttribute("data-hidden", shown === null);
    if (!shown) return;
    const { valley, step } = shown;
    const { curve, now, tangent, bottom, landing, outside } = valleyPlaces(valley, step, shown.extent, {
      width: this.width,
      height: SIZE.height,
    });
    // What translates the words writes the numbers, too.
    const number = (value: number): string => formatNumber(value, decimals);
    this.curve.setAttribute("d", curve);
    line(this.tangent, ...tangent);
    this.way.toggleAttribute("data-hidden", landing === null);
    if (landing) line(this.way, now, landing);
    const { width } = this;
    // The lines to names further below lead past those above them.
    const lines = [bottom, landing].map((place) => place?.[0] ?? NaN);
    this.marks.now.show(now, width, t("now {value}", { value: number(valley.value) }), lines);
    const name = t("bottom {value}", { value: number(valley.bottom ?? 0) });
    this.marks.bottom.show(bottom, width, name, lines.slice(1));
    this.marks.step.show(
      landing,
      width,
      `${t("step to {value}", { value: number(step.value) })}${outside ? " →" : ""}`,
      [],
    );
    this.node.setAttribute("aria-label", valleyLabel(valley, step, number));
  }
}

function valleyLabel(valley: Valley, step: ValleyStep, number: (value: number) => string): string {
  return t("Parabola of the loss: {loss} at {value}; a step leads to {next}, with {nextLoss}.", {
    ...{ value: number(valley.value), loss: formatLoss(valley.loss) },
    ...{ next: number(step.value), nextLoss: formatLoss(step.loss) },
  });
}

/** A point of the valley, with its name on a line of its own below the picture. */
class ValleyMark {
  readonly node = svgElement("g");
  private readonly drop = svgElement("line", { class: "factorlab-valley-drop" });
  private readonly dot = svgElement("circle", { r: 5 });
  private readonly text = svgElement("text");

  constructor(
    kind: string,
    private readonly row: number,
  ) {
    this.node.dataset.kind = kind;
    this.node.append(this.drop, this.dot, this.text);
  }

  /**
   * @param width that of the picture.
   * @param past where dotted lines lead past the text.
   */
  show(place: ValleyPlace | null, width: number, text: string, past: readonly number[]): void {
    this.node.toggleAttribute("data-hidden", place === null);
    if (!place) return;
    const [x, y] = place;
    line(this.drop, place, [x, SIZE.height + 2 + 16 * this.row]);
    this.dot.setAttribute("cx", x.toFixed(1));
    this.dot.setAttribute("cy", y.toFixed(1));
    const anchor = anchorOf(x, LETTER * text.length, [-SIZE.edge, width + SIZE.edge], past);
    this.text.setAttribute("x", x.toFixed(1));
    this.text.setAttribute("y", String(SIZE.height + 14 + 16 * this.row));
    this.text.setAttribute("text-anchor", anchor);
    setText(this.text, text);
  }
}

function line(node: SVGLineElement, [x1, y1]: ValleyPlace, [x2, y2]: ValleyPlace): void {
  for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) node.setAttribute(name, value.toFixed(1));
}
