import type { RunPayload } from "factorlab/view";
import { element, replaceChildren, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { t } from "../../words";
import { svgElement } from "../svg-element";
import { runStyle, VALIDATION_DASH } from "./run-style";

/** The names of the runs as buttons: each hides or shows its curve; pointing at one dims the other curves. */
export class Legend {
  readonly node = element("ul", { class: "factorlab-legend" });
  private entries: LegendEntry[] = [];
  private readonly hidden = new Set<number>();
  private pointedAt: number | null = null;

  /**
   * @param onChange is called when curves are hidden, shown or dimmed.
   * @param options with `keepFirst`, the first run cannot be hidden.
   */
  constructor(
    private readonly onChange: () => void,
    private readonly options: { keepFirst?: boolean } = {},
  ) {
    this.node.setAttribute("aria-label", t("Runs"));
  }

  show(runs: readonly RunPayload[], look: Preferences): void {
    this.node.hidden = runs.length < 2 && !runs.some(({ validation }) => validation);
    if (this.entries.length !== runs.length) this.build(runs.length);
    runs.forEach((run, k) => {
      const { colour, dash } = runStyle(k, look.theme);
      this.entries[k].show(run.name, colour, dash);
    });
    this.press();
    this.showKey(runs);
  }

  /** Hides the curves that another legend of the same runs hides. */
  takeOver(other: Legend): void {
    for (const run of other.hidden) this.hidden.add(run);
  }

  /** Whether a run's curve is shown. */
  shows(run: number): boolean {
    return !this.hidden.has(run);
  }

  /** Whether a run is dimmed behind another one. */
  isDimmed(run: number): boolean {
    return this.pointedAt !== null && this.pointedAt !== run && this.shows(this.pointedAt);
  }

  private build(count: number): void {
    this.hidden.clear();
    this.pointedAt = null;
    this.entries = Array.from({ length: count }, (_, k) => this.entry(k));
    replaceChildren(
      this.node,
      this.entries.map(({ node }) => node),
    );
  }

  private entry(index: number): LegendEntry {
    const entry = new LegendEntry();
    const point = (run: number | null) => (): void => {
      if (this.pointedAt === run) return;
      this.pointedAt = run;
      this.onChange();
    };
    entry.button.disabled = index === 0 && this.options.keepFirst === true;
    entry.button.addEventListener("click", () => {
      if (!this.hidden.delete(index)) this.hidden.add(index);
      this.press();
      this.onChange();
    });
    entry.button.addEventListener("mouseenter", point(index));
    entry.button.addEventListener("mouseleave", point(null));
    entry.button.addEventListener("focus", () => {
      if (entry.button.matches(":focus-visible")) point(index)();
    });
    entry.button.addEventListener("blur", point(null));
    return entry;
  }

  private press(): void {
    this.entries.forEach(({ button }, k) => button.setAttribute("aria-pressed", String(this.shows(k))));
  }

  /** Explains full and dashed lines if there are both. */
  private showKey(runs: readonly RunPayload[]): void {
    const old = this.node.querySelector(".factorlab-key");
    if (!runs.some(({ validation }) => validation)) old?.remove();
    else if (!old) this.node.append(key());
  }
}

class LegendEntry {
  readonly button = element("button", { attributes: { type: "button" } });
  readonly node = element("li", { children: [this.button] });
  private readonly sample = lineSample();
  private readonly name = element("span");

  constructor() {
    this.button.append(this.sample, this.name);
    this.button.title = t("Hide or show this curve");
  }

  show(name: string, colour: string, dash: string): void {
    setText(this.name, name);
    this.sample.setAttribute("stroke", colour);
    this.sample.setAttribute("stroke-dasharray", dash);
  }
}

function key(): HTMLElement {
  const dashed = lineSample();
  dashed.setAttribute("stroke-dasharray", VALIDATION_DASH);
  const names = [element("span", { text: t("training") }), element("span", { text: t("validation") })];
  const node = element("li", { class: "factorlab-key" });
  node.append(lineSample(), names[0], dashed, names[1]);
  return node;
}

/** A short piece of a curve. */
function lineSample(): SVGSVGElement {
  const picture = svgElement("svg", {
    ...{ class: "factorlab-sample", width: 20, height: 8, viewBox: "0 0 20 8", "aria-hidden": "true" },
    ...{ stroke: "currentcolor", "stroke-width": 2 },
  });
  picture.append(svgElement("path", { d: "M0 4h20" }));
  return picture;
}
