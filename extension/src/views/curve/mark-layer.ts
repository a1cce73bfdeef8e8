import { formatCount, formatLoss } from "factorlab/view";
import type { RunPayload } from "factorlab/view";
import { element, replaceChildren, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { localNumber, t } from "../../words";
import { svgElement } from "../svg-element";
import { labelPlace } from "./label-place";
import { moveTo, plotLayer, stretchedSvg, strokePath } from "./layer";
import type { CurveMark, MarkKind } from "./marks";
import { SQUARE } from "./plot";
import type { Plot, Point } from "./plot";
import { pointAt, pointsOf } from "./plot";
import { runStyle } from "./run-style";

/** The marks on curves: the best iteration, an early stop, and where a run diverged. */
export class MarkLayer {
  readonly node = plotLayer("factorlab-events");
  private readonly picture = stretchedSvg();
  /** The labels of best iterations, which are placed anew where the plot has another size. */
  private labels: { node: HTMLElement; mark: CurveMark; number: string }[] = [];
  private curves: readonly (readonly Point[])[] = [];
  private size = { width: 0, height: 0 };
  private readonly resizes = new ResizeObserver(([{ contentRect }]) => {
    this.size = { width: contentRect.width, height: contentRect.height };
    this.place();
  });

  constructor() {
    // The chart's own description includes the marks.
    this.node.setAttribute("aria-hidden", "true");
    this.node.append(this.picture);
    this.resizes.observe(this.node);
  }

  show(runs: readonly RunPayload[], marks: readonly CurveMark[], plot: Plot, look: Preferences): void {
    const colour = (mark: CurveMark): string => runStyle(mark.run, look.theme).colour;
    const lines = marks.flatMap((mark) => {
      const from = mark.kind === "diverged" ? endOf(runs[mark.run], plot) : null;
      return from ? [strokePath(lineNode(from, mark.at), { colour: colour(mark), dash: "1 4" })] : [];
    });
    replaceChildren(this.picture, lines);
    const several = runs.length > 1;
    const nodes = marks.map((mark) => markNode(mark, colour(mark), several ? runs[mark.run].name : ""));
    replaceChildren(this.node, [this.picture, ...nodes]);
    this.labels = marks.flatMap((mark, k) =>
      mark.kind === "best" && mark.labelled && mark.loss !== null
        ? [{ node: nodes[k], mark, number: formatLoss(mark.loss) }]
        : [],
    );
    this.curves = this.labels.length > 0 ? runs.flatMap((run) => drawnOf(run, plot)) : [];
    this.place();
  }

  /** Places labels where they cross the fewest curves; a phone has less room for that than a laptop. */
  private place(): void {
    const { size } = this;
    if (size.width === 0) return;
    for (const { node, mark, number } of this.labels) {
      const placed = (text: string): ReturnType<typeof labelPlace> =>
        labelPlace(mark.at, { width: LETTER * text.length, height: LINE }, size, this.curves);
      const whole = placed(`${t("best")} ${number}`);
      // Where the words have no room among the curves, the number alone may have some.
      const short = whole.cost > 0 ? placed(number) : whole;
      const isShort = short.cost < whole.cost;
      node.dataset.place = isShort ? short.place : whole.place;
      setText(node.lastElementChild!, isShort ? "" : t("best"));
    }
  }
}

/** The width of a letter of a label, and the height of its line, in pixels. */
const LETTER = 5.7;
const LINE = 14;

/** The points of a run's curves that have a place on the axes. */
function drawnOf({ loss, validation }: RunPayload, plot: Plot): Point[][] {
  const curves = validation ? [loss, validation] : [loss];
  return curves.map((curve) => pointsOf(curve, plot).filter(({ y }) => Number.isFinite(y)));
}

/** Describes a mark in words, for a chart's description. */
export function markText({ kind, iteration, loss }: CurveMark): string {
  const at = { iteration: formatCount(iteration), loss: loss === null ? "" : formatLoss(loss) };
  switch (kind) {
    case "best":
      return t("best at iteration {iteration}, loss {loss}", at);
    case "stopped":
      return t("stopped early at iteration {iteration}, loss {loss}", at);
    case "diverged":
      return t("diverged at iteration {iteration}", at);
  }
}

function markWord(kind: MarkKind): string {
  switch (kind) {
    case "best":
      return t("best");
    case "stopped":
      return t("stopped");
    case "diverged":
      return t("diverged");
  }
}

function markNode(mark: CurveMark, colour: string, name: string): HTMLElement {
  const { kind, at, labelled, left } = mark;
  const node = element("span", { class: "factorlab-event" });
  node.dataset.kind = kind;
  // On a phone there is no room at the right of these.
  node.toggleAttribute("data-late", kind !== "best" && at.x > 0.5);
  node.title = name === "" ? markText(mark) : `${name}: ${markText(mark)}`;
  node.style.color = colour;
  const icon = svgElement("svg", { viewBox: "-6 -6 12 12", width: 12, height: 12 });
  icon.append(svgElement("path", { d: SHAPES[kind] }));
  node.append(icon);
  if (labelled) {
    const label = element("span", {
      class: left && kind !== "best" ? "factorlab-left" : "",
      text: markWord(kind),
    });
    // The number of the best iteration is written by the stylesheet: the mark's title has it for whoever listens.
    if (kind === "best" && mark.loss !== null) label.dataset.loss = localNumber(formatLoss(mark.loss));
    node.append(label);
  }
  moveTo(node, at);
  return node;
}

/** A ring, a square and a cross, which differ without colour. */
const SHAPES: Readonly<Record<MarkKind, string>> = {
  best: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
  stopped: "M-4 -4h8v8h-8z",
  diverged: "M-4 -4l8 8m0 -8l-8 8",
};

function endOf({ loss }: RunPayload, plot: Plot): Point | null {
  return pointAt(loss, plot, loss.iterations.at(-1) ?? 0);
}

function lineNode(from: Point, to: Point): string {
  const [start, end] = [from, to].map(({ x, y }) => `${SQUARE * x} ${SQUARE * (1 - y)}`);
  return `M${start}L${end}`;
}
