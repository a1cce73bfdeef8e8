import { presets } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { element } from "../dom";
import { onPreferencesChange, preferences } from "../preferences";
import { shows } from "../shown";
import { currentLanguage } from "../words";
import { Workbench } from "../workbench/workbench";

/** The playground: a workbench that begins with an experiment, not with an output. */
export class Playground {
  readonly node = element("div", { class: "factorlab factorlab-playground-panel" });
  /** Called after each change of {@link experiment}; its owner sets it. */
  onExperimentChange = (): void => undefined;
  private workbench = this.newWorkbench();
  private language = currentLanguage();
  private readonly stopListening = onPreferencesChange(() => this.drawAgain());

  /** @param experiment @default the original notebook's matrix, with the settings' defaults for new runs */
  constructor(experiment?: Experiment) {
    this.node.append(this.workbench.node);
    this.node.lang = this.language;
    shows(this.node, () => this.workbench.payload);
    this.workbench.showExperiment(experiment ?? newExperiment(), preferences());
  }

  /** The present experiment. */
  get experiment(): Experiment | null {
    return this.workbench.experiment;
  }

  /** Shows another experiment, as one change that can be undone. @throws if it cannot be trained. */
  show(experiment: Experiment): void {
    this.workbench.showExperiment(experiment, preferences());
  }

  /** Focuses the equation, which comes first: JupyterLab's shortcuts still work there, other than in the form. */
  focus(): void {
    this.node.querySelector<HTMLElement>("[role=grid] [tabindex='0']")?.focus();
  }

  /** Focuses the table of the form. */
  focusInputs(): void {
    this.node.querySelector<HTMLElement>(".factorlab-inputs [role=grid] [tabindex='0']")?.focus();
  }

  private newWorkbench(): Workbench {
    let known: Experiment | null = null;
    return new Workbench((experiment) => {
      if (experiment !== known) this.onExperimentChange();
      known = experiment;
    });
  }

  /** Takes other preferences. Another language needs a new workbench, which writes its headings and buttons once. */
  private drawAgain(): void {
    const { experiment } = this;
    if (this.language === currentLanguage() || !experiment) {
      this.workbench.restyle(preferences());
      return;
    }
    this.node.lang = this.language = currentLanguage();
    const before = this.workbench;
    this.workbench = this.newWorkbench();
    this.workbench.takeOver(before);
    before.dispose();
    this.node.replaceChildren(this.workbench.node);
    this.workbench.restyle(preferences());
  }

  dispose(): void {
    this.stopListening();
    this.workbench.dispose();
  }
}

function newExperiment(): Experiment {
  return { ...presets[0].experiment, ...preferences().defaults };
}
