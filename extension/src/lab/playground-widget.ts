import { Widget } from "@lumino/widgets";
import type { Experiment } from "factorlab/view";
import { Playground } from "../playground/playground";

/** The playground as a widget of JupyterLab. */
export class PlaygroundWidget extends Widget {
  private readonly playground: Playground;

  constructor(experiment?: Experiment) {
    const playground = new Playground(experiment);
    super({ node: playground.node });
    this.playground = playground;
  }

  /** The present experiment, which is restored when the page is loaded again. */
  get experiment(): Experiment | null {
    return this.playground.experiment;
  }

  /** Called after each change of {@link experiment}; the owner of the panel sets it. */
  set onExperimentChange(listener: () => void) {
    this.playground.onExperimentChange = listener;
  }

  protected override onActivateRequest(): void {
    this.playground.focus();
  }

  override dispose(): void {
    this.playground.dispose();
    super.dispose();
  }
}
