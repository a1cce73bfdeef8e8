import type { JupyterFrontEnd } from "@jupyterlab/application";
import { MainAreaWidget } from "@jupyterlab/apputils";
import type { WidgetTracker } from "@jupyterlab/apputils";
import { UUID } from "@lumino/coreutils";
import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import { readExperiment } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { factorizationIcon } from "../icons";
import { onPreferencesChange } from "../preferences";
import { t } from "../words";
import { PlaygroundWidget } from "./playground-widget";

/** Opens a panel with the playground and shows it; `id` is that of a panel in a restored layout. */
export async function openPanel(
  app: JupyterFrontEnd,
  tracker: WidgetTracker<MainAreaWidget<PlaygroundWidget>>,
  { id, experiment }: ReadonlyPartialJSONObject,
): Promise<MainAreaWidget<PlaygroundWidget>> {
  const content = new PlaygroundWidget(saved(experiment));
  const panel = new MainAreaWidget({ content });
  panel.id = typeof id === "string" ? id : `factorlab-playground-${UUID.uuid4()}`;
  nameTab(panel);
  await tracker.add(panel);
  content.onExperimentChange = () => void tracker.save(panel);
  app.shell.add(panel, areaOf(app));
  app.shell.activateById(panel.id);
  return panel;
}

/** Reads the experiment of a saved layout, which may hold anything; undefined if it is not an experiment. */
function saved(experiment: unknown): Experiment | undefined {
  try {
    return experiment === undefined ? undefined : readExperiment(experiment);
  } catch (error) {
    console.warn(error);
    return undefined;
  }
}

function nameTab(panel: MainAreaWidget): void {
  const { title } = panel;
  const name = (): void => {
    title.label = t("Playground");
    title.caption = t("Try a matrix factorization with your own numbers");
  };
  name();
  title.icon = factorizationIcon;
  title.closable = true;
  panel.disposed.connect(onPreferencesChange(name));
}

/** Chooses the area at the right in applications with one document a page, such as Jupyter Notebook. */
function areaOf({ shell }: JupyterFrontEnd): "main" | "right" {
  const isLab = "mode" in shell;
  return isLab || Array.from(shell.widgets("main")).length === 0 ? "main" : "right";
}
