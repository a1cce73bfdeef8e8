import { Widget } from "@lumino/widgets";
import { presets } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { onPreferencesChange, preferences } from "../preferences";
import { shows } from "../shown";
import { currentLanguage } from "../words";
import { Workbench } from "../workbench/workbench";

/** The playground as a panel holds it: a workbench that begins with an experiment, not with an output. */
export class Playground extends Widget {
  /** To be called after each change of {@link experiment}; set by the owner of the panel. */
  onExperimentChange = (): void => undefined;
  private workbench = this.newWorkbench();
  private language = currentLanguage();
  private readonly stopListening = onPreferencesChange(() => this.drawAgain());

  /** @param experiment @default the seed's matrix, with what the settings say of a new run */
  constructor(experiment?: Experiment) {
    super();
    this.addClass("factorlab");
    this.addClass("factorlab-playground-panel");
    this.node.append(this.workbench.node);
    shows(this.node, () => this.workbench.payload);
    this.workbench.showExperiment(experiment ?? newExperiment(), preferences());
  }

  /** What it is trying now: comes back when the page is loaded again. */
  get experiment(): Experiment | null {
    return this.workbench.experiment;
  }

  /** JupyterLab gives a panel the focus when it is opened or chosen. */
  protected override onActivateRequest(): void {
    this.node.querySelector<HTMLElement>("[role=grid] [tabindex='0']")?.focus();
  }

  private newWorkbench(): Workbench {
    return new Workbench(() => this.onExperimentChange());
  }

  /** In another look or language: headings and buttons are written once, as a workbench is made. */
  private drawAgain(): void {
    const { experiment } = this;
    if (this.language === currentLanguage() || !experiment) {
      this.workbench.restyle(preferences());
      return;
    }
    this.language = currentLanguage();
    this.workbench.dispose();
    this.workbench = this.newWorkbench();
    this.node.replaceChildren(this.workbench.node);
    this.workbench.showExperiment(experiment, preferences());
  }

  override dispose(): void {
    this.stopListening();
    this.workbench.dispose();
    super.dispose();
  }
}

function newExperiment(): Experiment {
  return { ...presets[0].experiment, ...preferences().defaults };
}
