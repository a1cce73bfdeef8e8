import { formatCount, trainingShare } from "factorlab/view";
import type { TrainingPayload } from "factorlab/view";
import { element, setText } from "../dom";
import { t } from "../words";

/** A progress bar of a training, with its percentage at the right. */
export class ProgressBar {
  readonly node = element("div", { class: "factorlab-progress" });
  private readonly track = element("div", {
    class: "factorlab-track",
    attributes: { role: "progressbar" },
  });
  private readonly fill = element("div", { class: "factorlab-fill" });
  private readonly percent = element("span", { class: "factorlab-percent" });

  constructor() {
    this.track.append(this.fill);
    // Screen readers read the bar, which says the same.
    this.percent.setAttribute("aria-hidden", "true");
    this.node.append(this.track, this.percent);
  }

  show(payload: TrainingPayload): void {
    const { start, iteration, iterations } = payload;
    const share = trainingShare(payload);
    this.track.setAttribute("aria-label", t("Iterations"));
    this.track.setAttribute("aria-valuemin", String(start));
    this.track.setAttribute("aria-valuemax", String(iterations));
    this.track.setAttribute("aria-valuenow", String(iteration));
    this.track.setAttribute(
      "aria-valuetext",
      t("iteration {iteration} of {last}", {
        iteration: formatCount(iteration),
        last: formatCount(iterations),
      }),
    );
    // Moves the fill instead of resizing it, so that the page is not laid out anew.
    this.fill.style.transform = `translateX(${100 * (share - 1)}%)`;
    // Rounds down, so that 100 % appears only at the very end.
    setText(this.percent, `${Math.floor(100 * share)} %`);
  }
}
