import { element } from "../../../extension/src/dom";
import { Curve } from "../curve";
import { bar, button, drawToFit, saying } from "../parts";
import { RATINGS } from "../ratings";
import { SETTINGS, Training } from "../training";

const ITERATIONS = 100;
/** The slider's positions. The larger ones are closer, since there it is decided whether training ends well. */
const RATES = [
  ...[0.001, 0.002, 0.003, 0.005, 0.008, 0.012, 0.02, 0.03, 0.05, 0.08],
  ...[0.12, 0.16, 0.2, 0.24, 0.27, 0.3, 0.4, 0.6, 1],
];
const FIRST = 0.02;
/** A loss below this is as low as two factors come. */
const DONE = 0.12;
/** A loss above this is where training rests before it finds that tastes differ. */
const RESTS = 1.6;
/** So many earlier curves stay in sight. */
const KEPT = 4;

/** The learning rate: one slider, one curve, and what becomes of it. */
export class RateFigure {
  private readonly curve = new Curve({
    iterations: ITERATIONS,
    range: [0.05, 20],
    logarithmic: true,
    height: 300,
  });
  private readonly input = element("input", {
    class: "slider",
    attributes: { type: "range", min: "0", max: String(RATES.length - 1), step: "1", id: "learning-rate" },
  });
  private readonly reading = element("span", { class: "reading", attributes: { "aria-hidden": "true" } });
  private readonly said = saying();
  private readonly remedy = button("", () => this.set(this.remedyRate));
  private readonly past: (readonly number[])[] = [];
  private now: readonly number[] = [];
  private remedyRate = FIRST;

  /** @param onRate is called when the reader has chosen a rate */
  constructor(
    private readonly figure: HTMLElement,
    private readonly onRate: (rate: number) => void,
  ) {
    const label = element("label", {
      class: "label",
      text: "Learning rate",
      attributes: { for: "learning-rate" },
    });
    const slide = element("div", { class: "slide", children: [label, this.input, this.reading] });
    figure.append(this.curve.node, slide, bar(this.said, this.remedy));
    drawToFit(slide, (width) => this.curve.resize(width));
    this.input.value = String(RATES.indexOf(FIRST));
    this.input.addEventListener("input", () => this.set(this.rate));
    this.show();
  }

  private get rate(): number {
    return RATES[Number(this.input.value)];
  }

  private set(rate: number): void {
    this.input.value = String(RATES.indexOf(rate));
    this.show();
    this.onRate(rate);
  }

  private show(): void {
    const { rate } = this;
    const training = new Training(RATINGS, {
      ...SETTINGS,
      learningRate: rate,
      iterations: ITERATIONS,
    }).finish();
    if (this.now.length > 0) this.past.push(this.now);
    if (this.past.length > KEPT) this.past.shift();
    this.now = training.losses;
    this.curve.show([
      ...this.past.map((values) => ({ values, kind: "before" as const })),
      { values: this.now, kind: "now" },
    ]);
    this.reading.textContent = String(rate);
    this.input.setAttribute("aria-valuetext", String(rate));
    this.tell(training);
  }

  private tell(training: Training): void {
    const { diverged } = training;
    this.figure.classList.toggle("diverged", diverged !== null);
    this.said.textContent = verdictOf(training);
    const what = `The loss over ${ITERATIONS} rounds, at a learning rate of ${this.rate}.`;
    this.curve.node.setAttribute("aria-label", `${what} ${this.said.textContent}`);
    const suggested = diverged?.suggestedRate ?? null;
    this.remedy.classList.toggle("away", suggested === null);
    if (suggested === null) return;
    this.remedyRate = RATES.filter((each) => each <= suggested).at(-1) ?? RATES[0];
    this.remedy.textContent = `Try ${this.remedyRate}`;
  }
}

function verdictOf({ diverged, losses }: Training): string {
  if (diverged) {
    return `Diverged in round ${diverged.iteration}: the loss grew without bound. The library stopped, and went back to the best numbers it had.`;
  }
  const done = losses.findIndex((loss) => loss < DONE);
  const last = losses.at(-1)!;
  if (done >= 0)
    return `After ${done} rounds the loss is as low as two factors can make it: ${last.toFixed(2)}.`;
  if (last > RESTS)
    return `After ${ITERATIONS} rounds the loss is still ${last.toFixed(1)}. Such small steps take their time.`;
  return `After ${ITERATIONS} rounds the loss is ${last.toFixed(2)}, and still falling.`;
}
