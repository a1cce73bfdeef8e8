import { formatCount } from "factorlab/view";
import { element, replaceChildren } from "../../dom";
import { localNumber, t } from "../../words";
import { jumpsOf } from "./frames";

/** Buttons that lead to round iterations, such as 1 · 10 · 100 · 700. */
export class Jumps {
  readonly node = element("div", { class: "factorlab-jumps", attributes: { role: "group" } });
  private buttons: { node: HTMLElement; iteration: number }[] = [];
  private total = -1;

  constructor(private readonly onJump: (iteration: number) => void) {
    this.node.setAttribute("aria-label", t("Jump to an iteration"));
  }

  /** Shows the jumps within `total` iterations, and marks the one to `current`. */
  show(total: number, current: number): void {
    if (total !== this.total) this.build(total);
    for (const { node, iteration } of this.buttons) {
      if (iteration === current) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    }
  }

  private build(total: number): void {
    this.total = total;
    this.buttons = jumpsOf(total).map((iteration) => {
      const text = localNumber(formatCount(iteration));
      const label = t("Jump to iteration {iteration}", { iteration: formatCount(iteration) });
      const node = element("button", { text, attributes: { type: "button", "aria-label": label } });
      node.addEventListener("click", () => this.onJump(iteration));
      return { node, iteration };
    });
    const unit = element("span", {
      class: "factorlab-note",
      text: total === 1 ? t("iteration") : t("iterations"),
    });
    replaceChildren(this.node, [...this.buttons.map(({ node }) => node), unit]);
  }
}
