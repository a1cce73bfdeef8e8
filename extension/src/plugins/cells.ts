import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { offer } from "../host/host";
import { targetOf } from "../lab/export-target";
import { t } from "../words";
import { complain } from "./complain";
import { followLanguage } from "./follow-language";

const INSERT_COMMAND = "factorlab:insert-cell";

const INSERT_ARGUMENTS = {
  type: "object",
  properties: {
    source: {
      type: "string",
      description: "The cell's text; without it, the numbers of the view clicked on",
    },
  },
} as const;

export const insertCells: JupyterFrontEndPlugin<void> = {
  id: "factorlab-jupyterlab:cells",
  description: "Puts TypeScript into a new cell of the notebook that was used last.",
  autoStart: true,
  activate: (app: JupyterFrontEnd) => {
    const insert = async (source: string): Promise<void> => {
      const { insertCell } = await import("../notebook/insert-cell");
      await insertCell(app, source).catch(complain);
    };
    app.commands.addCommand(INSERT_COMMAND, {
      label: () => t("Insert as Cell"),
      caption: () => t("Put the numbers as TypeScript into a new cell below"),
      describedBy: { args: INSERT_ARGUMENTS },
      isEnabled: ({ source }) => typeof source === "string" || targetOf(app, "context") !== null,
      execute: async ({ source }) => {
        if (typeof source === "string") return insert(source);
        const payload = targetOf(app, "context");
        if (!payload) return;
        const { toCell } = await import("../export/run");
        await insert(toCell(payload));
      },
    });
    followLanguage(app);
    offer({ insertCell: insert });
  },
};
