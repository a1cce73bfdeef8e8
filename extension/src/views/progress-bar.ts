import { formatCount, trainingShare } from "factorlab/view";
import type { TrainingPayload } from "factorlab/view";
import { element, setText } from "../dom";

const PROGRESS_NAME = "Iterations";

/** How much of a training is done, with the share in figures at its right. */
export class ProgressBar {
  readonly node = element("div", { class: "factorlab-progress" });
  private readonly track = element("div", {
    class: "factorlab-track",
    attributes: { role: "progressbar", "aria-label": PROGRESS_NAME },
  });
  private readonly fill = element("div", { class: "factorlab-fill" });
  private readonly percent = element("span", { class: "factorlab-percent" });

  constructor() {
    this.track.append(this.fill);
    // The bar says the same aloud.
    this.percent.setAttribute("aria-hidden", "true");
    this.node.append(this.track, this.percent);
  }

  show(payload: TrainingPayload): void {
    const { start, iteration, iterations } = payload;
    const share = trainingShare(payload);
    this.track.setAttribute("aria-valuemin", String(start));
    this.track.setAttribute("aria-valuemax", String(iterations));
    this.track.setAttribute("aria-valuenow", String(iteration));
    this.track.setAttribute(
      "aria-valuetext",
      `iteration ${formatCount(iteration)} of ${formatCount(iterations)}`,
    );
    // Moved, not resized: the page is not laid out anew for it.
    this.fill.style.transform = `translateX(${100 * (share - 1)}%)`;
    // Rounded down: 100 % is said at the very end only.
    setText(this.percent, `${Math.floor(100 * share)} %`);
  }
}
