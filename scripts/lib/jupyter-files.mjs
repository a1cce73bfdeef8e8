import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { logs } from "./paths.mjs";

/** JupyterLab asks nobody for news, updates or extensions, and never asks the person whether it may. */
const labConfig = {
  LabApp: {
    news_url: null,
    check_for_updates_class: "jupyterlab.handlers.announcements.NeverCheckForUpdate",
    extension_manager: "readonly",
  },
};
const serverConfig = {
  // The search for language servers, of which there are none here, keeps a new server from answering.
  LanguageServerManager: { autodetect: false },
  // Jupyter drops what a kernel sends faster than this, and a notebook's output would be lost. The defaults,
  // 1 MB and 1,000 messages a second, are meant for servers far away.
  ZMQChannelsWebsocketConnection: { iopub_data_rate_limit: 20e6, iopub_msg_rate_limit: 20e3 },
};
/** What a JupyterLab of ours has otherwise than JupyterLab by itself, here and in a page. */
export const settingOverrides = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

/**
 * Writes the configuration anew at each start, so that a newer checkout brings its own.
 * @param {string} folder of Jupyter's configuration, data and runtime files
 */
export function writeConfig(folder) {
  mkdirSync(join(folder, "config", "labconfig"), { recursive: true });
  writeFileSync(join(folder, "config", "jupyter_lab_config.json"), JSON.stringify(labConfig));
  writeFileSync(join(folder, "config", "jupyter_server_config.json"), JSON.stringify(serverConfig));
  const overrides = join(folder, "config", "labconfig", "default_setting_overrides.json");
  writeFileSync(overrides, JSON.stringify(settingOverrides));
}

/** A new log file for a server; those of the last few are kept. */
export function newLog() {
  mkdirSync(logs, { recursive: true });
  const old = readdirSync(logs).filter((name) => name.startsWith("jupyterlab-"));
  const age = (/** @type {string} */ name) =>
    statSync(join(logs, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const name of old.sort((a, b) => age(b) - age(a)).slice(8)) rmSync(join(logs, name), { force: true });
  return join(logs, `jupyterlab-${new Date().toISOString().replace(/[:.]/g, "-")}-${process.pid}.log`);
}
