import { Widget } from "@lumino/widgets";
import { presets } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { onPreferencesChange, preferences } from "../preferences";
import { shows } from "../shown";
import { currentLanguage } from "../words";
import { Workbench } from "../workbench/workbench";

/** The playground in a panel: a workbench that begins with an experiment, not with an output. */
export class Playground extends Widget {
  /** Called after each change of {@link experiment}; the owner of the panel sets it. */
  onExperimentChange = (): void => undefined;
  private workbench = this.newWorkbench();
  private language = currentLanguage();
  private readonly stopListening = onPreferencesChange(() => this.drawAgain());

  /** @param experiment @default the original notebook's matrix, with the settings' defaults for new runs */
  constructor(experiment?: Experiment) {
    super();
    this.addClass("factorlab");
    this.addClass("factorlab-playground-panel");
    this.node.append(this.workbench.node);
    shows(this.node, () => this.workbench.payload);
    this.workbench.showExperiment(experiment ?? newExperiment(), preferences());
  }

  /** The present experiment, which is restored when the page is loaded again. */
  get experiment(): Experiment | null {
    return this.workbench.experiment;
  }

  /** Focuses the grid when JupyterLab opens or selects the panel. */
  protected override onActivateRequest(): void {
    this.node.querySelector<HTMLElement>("[role=grid] [tabindex='0']")?.focus();
  }

  private newWorkbench(): Workbench {
    return new Workbench(() => this.onExperimentChange());
  }

  /** Takes other preferences. Another language needs a new workbench, which writes its headings and buttons once. */
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
