import { bundledCharts } from "../host/bundled-charts";
import type { Host } from "../host/host";
import { t } from "../words";
import { linkBase } from "./link-base";
import { labTheme } from "./theme";

/** Milliseconds that a notification stays, or whether it does until it is closed. */
const STAYS = { done: 2000, warning: 5000, error: false } as const;
const TYPES = { done: "success", warning: "warning", error: "error" } as const;

/** What views ask of JupyterLab. Plugins add what the application offers besides. */
export const labHost: Host = {
  theme: labTheme,
  // The bundler finds the worker by this very form.
  startWorker: () => new Worker(new URL("../engine/worker.js", import.meta.url)),
  loadCharts: bundledCharts,
  notify(kind, text) {
    import("@jupyterlab/apputils")
      .then(({ Notification }) => Notification.emit(text, TYPES[kind], { autoClose: STAYS[kind] }))
      .catch((error: unknown) => console.error(error));
  },
  async showDialog(title, content) {
    const [{ Dialog, showDialog }, { Widget }] = await Promise.all([
      import("@jupyterlab/apputils"),
      import("@lumino/widgets"),
    ]);
    const buttons = [Dialog.okButton({ label: t("Close") })];
    const body = new Widget({ node: content });
    await showDialog({ title, body, buttons, focusNodeSelector: "[autofocus]" });
  },
  linkBase,
};
