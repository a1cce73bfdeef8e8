import type { FactorizationPayload, Payload } from "factorlab/view";
import type { Preferences } from "../preferences";
import type { ExperimentListener } from "../workbench/workbench";
import { Workbench } from "../workbench/workbench";

/** A view that is a workbench. */
export abstract class WorkbenchView {
  protected readonly workbench: Workbench;
  readonly node: HTMLElement;

  constructor(onExperiment?: ExperimentListener) {
    this.workbench = new Workbench(onExperiment);
    this.workbench.exported = () => this.payload;
    this.node = this.workbench.node;
  }

  /** What is shown now, which may be an earlier state or a person's own experiment. */
  get payload(): Payload | null {
    return this.workbench.payload;
  }

  /** Goes on with what a person has begun in another view of the same output. */
  takeOver(other: WorkbenchView): void {
    this.workbench.takeOver(other.workbench);
  }

  dispose(): void {
    this.workbench.dispose();
  }
}

/** The view of a factorization, as a workbench. */
export class FactorizationView extends WorkbenchView {
  show(payload: FactorizationPayload, look: Preferences): void {
    this.workbench.showOutput(payload, look);
  }
}
