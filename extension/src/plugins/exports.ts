import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette } from "@jupyterlab/apputils";
import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import { FORMAT_IDS, FORMATS } from "../export/formats";
import { offer } from "../host/host";
import { targetOf } from "../lab/export-target";
import type { From } from "../lab/export-target";
import { CATEGORY } from "./category";
import { complain } from "./complain";
import { followLanguage } from "./follow-language";

const EXPORT_ARGUMENTS = {
  type: "object",
  properties: {
    from: {
      enum: ["context", "menu", "selected"],
      description: "The view that is meant: of the context menu, of the view's own menu, or the selected one",
    },
  },
} as const;

export const exports: JupyterFrontEndPlugin<void> = {
  id: "factorlab-jupyterlab:exports",
  description: "Exports and copies what a view of Factorlab shows.",
  autoStart: true,
  optional: [ICommandPalette],
  activate: (app: JupyterFrontEnd, palette: ICommandPalette | null) => {
    for (const format of FORMAT_IDS) {
      const command = `factorlab:${format}`;
      app.commands.addCommand(command, {
        label: FORMATS[format],
        describedBy: { args: EXPORT_ARGUMENTS },
        isEnabled: (args) => targetOf(app, fromOf(args)) !== null,
        execute: async (args) => {
          const payload = targetOf(app, fromOf(args));
          if (!payload) return;
          const { exportPayload } = await import("../export/run");
          await exportPayload(format, payload).catch(complain);
        },
      });
      palette?.addItem({ command, category: CATEGORY, args: { from: "selected" } });
    }
    followLanguage(app);
    offer({
      exportMenu: (payload, button) => {
        import("../lab/export-menu").then(({ openMenu }) => openMenu(app, payload, button)).catch(complain);
      },
    });
  },
};

function fromOf({ from }: ReadonlyPartialJSONObject): From {
  return from === "menu" || from === "selected" ? from : "context";
}
