import { formatCount, formatLoss } from "factorlab/view";
import type { RunPayload } from "factorlab/view";
import { element, replaceChildren, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { localNumber, t } from "../../words";
import { moveTo, plotLayer, stretchedSvg, strokePath } from "./layer";
import { curvePathData, lossAt, pointAt } from "./plot";
import type { Plot } from "./plot";
import { runStyle, VALIDATION_DASH } from "./run-style";

/** Receives what a person does on the curve. */
export interface TrackHost {
  /** The pointer is down on the plot; `share` goes from 0, its left edge, to 1. */
  onSeek(share: number): void;
  /** A key was pressed. @returns whether it was used. */
  onKey(key: string): boolean;
  /** The iteration at a share of the plot's width. */
  iterationAt(share: number): number;
}

/**
 * The curve as a slider: the part up to the handle, the handle, and a reading under the pointer. It is a layer over the
 * chart, which does not change while the handle moves.
 */
export class Track {
  readonly node = element("div", { class: "factorlab-track-layer" });
  private readonly layer = plotLayer("factorlab-way");
  private readonly passed = element("div", { class: "factorlab-gone" });
  private readonly picture = stretchedSvg();
  private readonly handle = element("div", { class: "factorlab-handle" });
  private readonly dot = element("div", { class: "factorlab-dot" });
  private readonly label = element("span", { class: "factorlab-handle-label" });
  private readonly reading = element("div", { class: "factorlab-reading" });
  private readonly readingText = element("span");
  private run: RunPayload | null = null;
  private plot: Plot | null = null;
  /** The plot's rectangle on the page while a pointer is down. */
  private area: DOMRect | null = null;

  constructor(private readonly host: TrackHost) {
    this.passed.append(this.picture);
    this.handle.append(this.label);
    this.reading.append(this.readingText);
    this.reading.hidden = true;
    this.layer.append(this.passed, this.reading, this.handle, this.dot);
    this.node.append(this.layer);
    const attributes = { role: "slider", tabindex: "0", "aria-valuemin": "0", "aria-label": t("Iteration") };
    Object.entries(attributes).forEach(([name, value]) => this.node.setAttribute(name, value));
    this.listen();
  }

  /** Shows a run's curve on the chart's plot. */
  show(run: RunPayload, plot: Plot, total: number, look: Preferences): void {
    Object.assign(this, { run, plot });
    this.node.setAttribute("aria-valuemax", String(total));
    const { colour } = runStyle(0, look.theme);
    const { loss, validation } = run;
    const held = validation && strokePath(curvePathData(validation, plot), { colour, dash: VALIDATION_DASH });
    replaceChildren(this.picture, [
      strokePath(curvePathData(loss, plot), { colour }),
      ...(held ? [held] : []),
    ]);
  }

  /** Moves the handle, which changes two positions, one width and a few words on the page. */
  move(iteration: number, total: number): void {
    const { run, plot } = this;
    if (!run || !plot) return;
    const { x, y } = pointAt(run.loss, plot, iteration) ?? { x: plot.x.share(iteration), y: 0 };
    this.handle.style.left = `${100 * x}%`;
    moveTo(this.dot, { x, y });
    this.passed.style.setProperty("--factorlab-rest", `${100 * (1 - x)}%`);
    setText(this.label, localNumber(formatCount(iteration)));
    this.node.setAttribute("aria-valuenow", String(iteration));
    this.node.setAttribute("aria-valuetext", valueText(run, iteration, total));
  }

  private listen(): void {
    const { node } = this;
    node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.area = this.layer.getBoundingClientRect();
      node.setPointerCapture(event.pointerId);
      node.focus({ preventScroll: true });
      this.reading.hidden = true;
      this.host.onSeek(this.shareOf(event));
    });
    node.addEventListener("pointermove", (event) => {
      if (this.area) this.host.onSeek(this.shareOf(event));
      else if (event.pointerType === "mouse") this.read(event);
    });
    node.addEventListener("lostpointercapture", () => (this.area = null));
    node.addEventListener("pointerleave", () => (this.reading.hidden = true));
    node.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (!this.host.onKey(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  private shareOf({ clientX }: PointerEvent): number {
    const { left, width } = this.area ?? this.layer.getBoundingClientRect();
    return width > 0 ? Math.min(1, Math.max(0, (clientX - left) / width)) : 0;
  }

  /** Shows the iteration and the loss under the pointer. */
  private read(event: PointerEvent): void {
    if (!this.run || !this.plot) return;
    const iteration = this.host.iterationAt(this.shareOf(event));
    const x = this.plot.x.share(iteration);
    this.reading.hidden = false;
    this.reading.style.left = `${100 * x}%`;
    this.reading.classList.toggle("factorlab-left", x > 0.7);
    const loss = lossAt(this.run.loss, iteration);
    const at = { iteration: formatCount(iteration), loss: loss === null ? "–" : formatLoss(loss) };
    setText(this.readingText, t("iteration {iteration}, loss {loss}", at));
  }
}

function valueText(run: RunPayload, iteration: number, total: number): string {
  const loss = lossAt(run.loss, iteration);
  const at = { iteration: formatCount(iteration), total: formatCount(total) };
  if (loss === null) return t("iteration {iteration} of {total}", at);
  return t("iteration {iteration} of {total}, loss {loss}", { ...at, loss: formatLoss(loss) });
}
