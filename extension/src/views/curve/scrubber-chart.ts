import type { RunPayload } from "factorlab/view";
import { element } from "../../dom";
import type { Preferences } from "../../preferences";
import { figureLabel } from "./figure-label";
import { Legend } from "./legend";
import { LightChart } from "./light-chart";
import { MarkLayer } from "./mark-layer";
import { marksOf } from "./marks";
import type { Plot } from "./plot";
import type { Emphasis } from "./run-style";

/** The opacity of the first run's curve where the handle has not been yet. */
const TO_COME = 0.4;

/** The opacity of the other runs: they stand behind the first, and are still told apart by the colours of the legend. */
const BEHIND = 0.6;

/** The same on a dark page, into which pale lines sink sooner. */
const BEHIND_ON_DARK = 0.75;

/** The chart below the handle: axes and faint curves. */
export class ScrubberChart {
  readonly node = element("div", { class: "factorlab-plot" });
  private readonly entries: Legend;
  private readonly chart = new LightChart();
  private readonly marks = new MarkLayer();

  /** @param onChange is called when runs are hidden or shown. */
  constructor(onChange: () => void) {
    this.entries = new Legend(onChange, { keepFirst: true });
    this.node.append(this.chart.node, this.marks.node);
  }

  get legend(): HTMLElement {
    return this.entries.node;
  }

  /** The first run, and those of the others that are not hidden. */
  seen(runs: readonly RunPayload[]): RunPayload[] {
    return runs.filter((_, k) => k === 0 || this.entries.shows(k));
  }

  show(runs: readonly RunPayload[], plot: Plot, look: Preferences): void {
    this.entries.show(runs, look);
    const marks = marksOf(runs, plot, (k) => this.entries.shows(k));
    this.marks.show(runs, marks, plot, look);
    this.chart.show(runs, plot, look, figureLabel(runs, marks), (run) => this.emphasis(run, look));
  }

  private emphasis(run: number, look: Preferences): Emphasis {
    if (!this.entries.shows(run)) return { opacity: 0, width: 2 };
    const opacity = run === 0 ? TO_COME : behind(look);
    return { opacity: this.entries.isDimmed(run) ? opacity / 2 : opacity, width: run === 0 ? 2 : 1.5 };
  }
}

function behind({ theme, highContrast }: Preferences): number {
  if (highContrast) return 1;
  return theme === "dark" ? BEHIND_ON_DARK : BEHIND;
}
