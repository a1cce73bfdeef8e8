import { ILayoutRestorer } from "@jupyterlab/application";
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { WidgetTracker } from "@jupyterlab/apputils";
import type { IDocumentWidget } from "@jupyterlab/docregistry";
import { PAYLOAD_MIME } from "factorlab/view";
// eslint-disable-next-line jupyter/prefer-lazy-imports -- a restored layout needs it at the start
import { FACTORY, FactorizationFactory } from "../document/factory";
import { factorizationIcon } from "../icons";

const FILE_TYPE = "factorization";

export const documents: JupyterFrontEndPlugin<void> = {
  id: "factorlab-jupyterlab:documents",
  description: "Opens .factorization.json files as what they show.",
  autoStart: true,
  optional: [ILayoutRestorer],
  activate: (app: JupyterFrontEnd, restorer: ILayoutRestorer | null) => {
    app.docRegistry.addFileType({
      name: FILE_TYPE,
      displayName: "Factorization",
      extensions: [".factorization.json"],
      mimeTypes: [PAYLOAD_MIME],
      fileFormat: "text",
      contentType: "file",
      icon: factorizationIcon,
    });
    const factory = new FactorizationFactory(FILE_TYPE, app.serviceManager.contents);
    app.docRegistry.addWidgetFactory(factory);
    const tracker = new WidgetTracker<IDocumentWidget>({ namespace: "factorlab-documents" });
    factory.widgetCreated.connect((_, widget) => {
      tracker.add(widget).catch((error: unknown) => console.error(error));
      widget.context.pathChanged.connect(() => void tracker.save(widget));
    });
    restorer
      ?.restore(tracker, {
        command: "docmanager:open",
        args: ({ context }) => ({ path: context.path, factory: FACTORY }),
        name: ({ context }) => context.path,
      })
      .catch((error: unknown) => console.error(error));
  },
};
