import type { FactorizationPayload } from "factorlab/view";
import type { Preferences } from "../preferences";
import type { ExperimentListener } from "../workbench/workbench";
import { Workbench } from "../workbench/workbench";

/** The view of a factorization, as a workbench. */
export class FactorizationView {
  private readonly workbench: Workbench;
  readonly node: HTMLElement;

  constructor(onExperiment?: ExperimentListener) {
    this.workbench = new Workbench(onExperiment);
    this.node = this.workbench.node;
  }

  /** What is shown now, which may be an earlier state or a person's own experiment. */
  get payload(): FactorizationPayload | null {
    return this.workbench.payload;
  }

  /** Whether a person has begun an experiment in it. */
  get touched(): boolean {
    return this.workbench.experiment !== null;
  }

  show(payload: FactorizationPayload, look: Preferences): void {
    this.workbench.showOutput(payload, look);
  }

  dispose(): void {
    this.workbench.dispose();
  }
}
