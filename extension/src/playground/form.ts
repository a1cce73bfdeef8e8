import type { Experiment, Trace, Verdict } from "factorlab";
import { element } from "../dom";
import type { Preferences } from "../preferences";

/** What the form asks of the workbench around it. */
export interface PlaygroundHost {
  /** The experiment is another one; `nudged` names the cell where only a step was made. */
  onChange(experiment: Experiment, nudged?: { row: number; column: number }): void;
  onCompareSeeds(count: number): void;
  onPlay(): void;
  onStep(): void;
  onWhatIf(on: boolean): void;
  onReset(): void;
}

/** What the form shows. */
export interface PlaygroundState {
  experiment: Experiment;
  trace: Trace | null;
  running: boolean;
  verdict: Verdict | null;
  /** A rate that works, where this one does not; null as long as it is not known. */
  workingRate: number | null;
  playing: boolean;
  canReset: boolean;
  whatIf: { on: boolean; known: boolean };
  /** Why the experiment cannot be trained. */
  error?: string;
}

/** Stands in for the form. */
export class PlaygroundForm {
  readonly node = element("div", { class: "factorlab-card", text: "…" });

  constructor(readonly host: PlaygroundHost) {}

  show(_state: PlaygroundState, _look: Preferences): void {
    this.node.dataset.shown = "";
  }

  dispose(): void {
    this.node.remove();
  }
}
