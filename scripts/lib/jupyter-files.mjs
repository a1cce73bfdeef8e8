import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeLabConfig } from "../../src/jupyter/command/environment/environment-rules.cjs";
import { logs } from "./paths.mjs";

/**
 * Writes the configuration anew at each start, so that a newer checkout brings its own.
 * @param {string} folder of Jupyter's configuration, data and runtime files
 */
export const writeConfig = (folder) => writeLabConfig(join(folder, "config"));

/** A new log file for a server; those of the last few are kept. */
export function newLog() {
  mkdirSync(logs, { recursive: true });
  const old = readdirSync(logs).filter((name) => name.startsWith("jupyterlab-"));
  const age = (/** @type {string} */ name) =>
    statSync(join(logs, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const name of old.sort((a, b) => age(b) - age(a)).slice(8)) rmSync(join(logs, name), { force: true });
  return join(logs, `jupyterlab-${new Date().toISOString().replace(/[:.]/g, "-")}-${process.pid}.log`);
}
