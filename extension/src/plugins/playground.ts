import { ILayoutRestorer } from "@jupyterlab/application";
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette, WidgetTracker } from "@jupyterlab/apputils";
import type { MainAreaWidget } from "@jupyterlab/apputils";
import { ILauncher } from "@jupyterlab/launcher";
import { ITranslator, nullTranslator } from "@jupyterlab/translation";
import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import type { Widget } from "@lumino/widgets";
import { offer } from "../host/host";
import { factorizationIcon } from "../icons";
import type { PlaygroundWidget } from "../lab/playground-widget";
import { t } from "../words";
import { CATEGORY } from "./category";
import { complain } from "./complain";
import { followLanguage } from "./follow-language";

type PlaygroundPanel = MainAreaWidget<PlaygroundWidget>;

const OPEN_COMMAND = "factorlab:open-playground";

const OPEN_ARGUMENTS = {
  type: "object",
  properties: {
    experiment: {
      type: "object",
      description: "What to try: data, features, learningRate, iterations, seed",
    },
    id: { type: "string", description: "The panel that comes back with a layout" },
  },
} as const;

export const playground: JupyterFrontEndPlugin<void> = {
  id: "factorlab-jupyterlab:playground",
  description: "The playground: a panel for trying a factorization with one's own numbers.",
  autoStart: true,
  optional: [ILauncher, ICommandPalette, ILayoutRestorer, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    launcher: ILauncher | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    translator: ITranslator | null,
  ) => {
    const tracker = new WidgetTracker<PlaygroundPanel>({ namespace: "factorlab-playground" });
    app.commands.addCommand(OPEN_COMMAND, {
      label: (args) => (args.isPalette ? t("Open Factorization Playground") : t("Factorization Playground")),
      caption: () => t("Try a matrix factorization with your own numbers"),
      icon: (args) => (args.isPalette ? undefined : factorizationIcon),
      describedBy: { args: OPEN_ARGUMENTS },
      execute: async (args) => {
        const { openPanel } = await import("../lab/playground-panel");
        return openPanel(app, tracker, args);
      },
    });
    launcher?.add({
      command: OPEN_COMMAND,
      category: (translator ?? nullTranslator).load("jupyterlab").__("Other"),
      rank: 1,
    });
    palette?.addItem({ command: OPEN_COMMAND, category: CATEGORY, args: { isPalette: true } });
    // Not awaited: the layout waits for this plugin.
    restorer
      ?.restore(tracker, { command: OPEN_COMMAND, args: panelState, name: (panel: Widget) => panel.id })
      .catch((error: unknown) => console.error(error));
    // Reads the fragment now, since JupyterLab may remove it before it is ready.
    const { hash } = location;
    if (hash.startsWith("#factorlab=")) {
      import("../lab/from-link").then(({ openFromLink }) => openFromLink(app, hash)).catch(complain);
    }
    followLanguage(app);
    offer({
      openPlayground: (experiment) => {
        app.commands
          .execute(OPEN_COMMAND, experiment ? { experiment: { ...experiment } } : {})
          .catch(complain);
      },
    });
  },
};

/** The arguments that restore a panel when the page is loaded again. */
function panelState({ id, content: { experiment } }: PlaygroundPanel): ReadonlyPartialJSONObject {
  return { id, ...(experiment ? { experiment: { ...experiment } } : {}) };
}
