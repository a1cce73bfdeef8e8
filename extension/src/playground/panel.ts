import { MainAreaWidget } from "@jupyterlab/apputils";
import { Widget } from "@lumino/widgets";
import { presets } from "factorlab";
import type { Experiment } from "factorlab";
import { t } from "../words";

/** Everything to work with an experiment: equation, curve and form. */
export interface Workbench {
  readonly node: HTMLElement;
  /** The experiment as it stands now, to be kept over a reload of the page. */
  experiment(): Experiment;
  dispose(): void;
}

/** A workbench as what a panel of JupyterLab holds. */
export class PlaygroundPanel extends Widget {
  constructor(private readonly workbench: Workbench) {
    super();
    this.addClass("factorlab");
    this.addClass("factorlab-playground-panel");
    this.node.append(workbench.node);
  }

  experiment(): Experiment {
    return this.workbench.experiment();
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.workbench.dispose();
    super.dispose();
  }

  /** JupyterLab gives a panel the focus when it is opened or chosen. */
  protected override onActivateRequest(): void {
    const first = this.node.querySelector<HTMLElement>("[role=grid] [tabindex='0']");
    first?.focus();
  }
}

/**
 * The playground as a panel of its own.
 * @param makeWorkbench makes what stands in it.
 * @param experiment what it begins with. @default the seed's matrix
 */
export function createPlaygroundPanel(
  makeWorkbench: (experiment: Experiment) => Workbench,
  experiment: Experiment = presets[0].experiment,
): MainAreaWidget<PlaygroundPanel> {
  const panel = new MainAreaWidget({ content: new PlaygroundPanel(makeWorkbench(experiment)) });
  panel.title.label = t("Playground");
  panel.title.closable = true;
  return panel;
}
