import type { JupyterFrontEnd } from "@jupyterlab/application";
import { Widget } from "@lumino/widgets";
import type { Experiment } from "factorlab";
import { element } from "../dom";
import { t } from "../words";

/** What stands in the playground's panel. */
export interface PlaygroundContent extends Widget {
  /** What it is trying now: comes back when the page is loaded again. Null as long as that is the settings' default. */
  readonly experiment: Experiment | null;
  /** To be called after each change of {@link experiment}; set by the owner of the panel. */
  onExperimentChange: () => void;
}

/** Makes the playground; whoever calls this puts it into a panel. */
export function openPlayground(_app: JupyterFrontEnd, experiment?: Experiment): PlaygroundContent {
  return new Playground(experiment ?? null);
}

class Playground extends Widget implements PlaygroundContent {
  onExperimentChange = (): void => undefined;

  constructor(readonly experiment: Experiment | null) {
    super();
    this.addClass("factorlab");
    this.addClass("factorlab-playground");
    this.node.append(element("h2", { text: t("Matrix factorization") }));
  }
}
