import { element } from "../../../extension/src/dom";
import { Curve } from "../curve";
import { bar, button, drawToFit, saying } from "../parts";
import { RATINGS } from "../ratings";
import { SETTINGS, Training } from "../training";

const ITERATIONS = 60;
/** The slider's positions: rates between which a factor of about 1.3 lies. */
const RATES = [0.001, 0.002, 0.003, 0.005, 0.008, 0.012, 0.02, 0.03, 0.05, 0.08, 0.12, 0.16, 0.2, 0.24, 0.27, 0.3, 0.4, 0.6, 1];
/** A loss below this is as low as two factors come. */
const DONE = 0.12;
/** So many earlier curves stay in sight. */
const KEPT = 4;

/** The learning rate: one slider, one curve, and what becomes of it. */
export function rateFigure(figure: HTMLElement, onRate: (rate: number) => void): void {
  const curve = new Curve({ iterations: ITERATIONS, range: [0.05, 20], logarithmic: true, height: 300 });
  const input = element("input", {
    class: "slider",
    attributes: { type: "range", min: "0", max: String(RATES.length - 1), step: "1", id: "learning-rate" },
  });
  const label = element("label", { class: "label", text: "Learning rate", attributes: { for: "learning-rate" } });
  const output = element("output", { class: "reading", attributes: { for: "learning-rate" } });
  const said = saying();
  const remedy = button("", () => {
    input.value = String(nearest(Number(remedy.dataset["rate"])));
    changed();
  });
  const past: number[][] = [];
  let now: number[] = [];

  const show = (): void => {
    const rate = RATES[Number(input.value)];
    const training = new Training(RATINGS, { ...SETTINGS, learningRate: rate, iterations: ITERATIONS }).finish();
    if (now.length > 0) past.push(now);
    if (past.length > KEPT) past.shift();
    now = training.losses;
    curve.show([...past.map((values) => ({ values, kind: "before" as const })), { values: now, kind: "now" }]);
    output.textContent = String(rate);
    input.setAttribute("aria-valuetext", String(rate));
    figure.classList.toggle("diverged", training.diverged !== null);
    said.textContent = verdictOf(training);
    curve.node.setAttribute("aria-label", `The loss over ${ITERATIONS} rounds at a learning rate of ${rate}. ${said.textContent}`);
    const suggested = training.diverged?.suggestedRate ?? null;
    remedy.classList.toggle("away", suggested === null);
    if (suggested !== null) {
      remedy.dataset["rate"] = String(suggested);
      remedy.textContent = `Try ${RATES[nearest(suggested)]}`;
    }
  };
  const changed = (): void => {
    show();
    onRate(RATES[Number(input.value)]);
  };
  input.addEventListener("input", changed);
  figure.append(
    curve.node,
    element("div", { class: "slide", children: [label, input, output] }),
    bar(said, remedy),
  );
  drawToFit(curve.node, (width) => curve.resize(width));
  input.value = String(RATES.indexOf(0.02));
  show();
}

/** The position of the largest rate on the slider that is not above this one. */
function nearest(rate: number): number {
  return Math.max(0, RATES.findLastIndex((each) => each <= rate));
}

function verdictOf({ diverged, losses }: Training): string {
  if (diverged) {
    return `Diverged in round ${diverged.iteration}: the loss grew without bound. The library stopped and went back to the best numbers it had.`;
  }
  const done = losses.findIndex((loss) => loss < DONE);
  const last = losses.at(-1)!;
  if (done >= 0) return `After ${done} rounds the loss is as low as two factors can make it: ${last.toFixed(2)}.`;
  if (last > 1.6) return `After ${ITERATIONS} rounds the loss is still ${last.toFixed(1)}. At this rate, training takes its time.`;
  return `After ${ITERATIONS} rounds the loss is ${last.toFixed(2)}, and still falling.`;
}
