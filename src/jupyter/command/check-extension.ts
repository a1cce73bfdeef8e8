/** `doctor`: asks JupyterLab itself about the extension. */
import { packageFolder } from "../package";
import { spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import type { Finding } from "./finding";
import { readPackage } from "./own-package";
import { typedPath } from "./install-advice";
import { repairAdvice } from "./pip-advice";
import type { Python } from "./python";
import type { System } from "./system";

const EXTENSION_NAME = "factorlab-jupyterlab";

export interface ListedExtension {
  version: string;
  isEnabled: boolean;
  /** Whether JupyterLab considers it built for its version. */
  isFit: boolean;
}

/** Reads the extension's line in the output of `jupyter labextension list`; undefined where there is none. */
export function readListing(text: string): ListedExtension | undefined {
  const line = /^\s*factorlab-jupyterlab v(\S+)\s+(.*)$/m.exec(stripVTControlCharacters(text));
  if (line === null) return undefined;
  return { version: line[1], isEnabled: /\benabled\b/.test(line[2]), isFit: /\bOK\b/.test(line[2]) };
}

/** Asks JupyterLab whether the extension is installed, enabled, and of this package's version. */
export function checkExtension(python: Python | undefined, system: System): Finding {
  if (python?.packages.jupyterlab === undefined)
    return { mark: "skipped", text: "the extension: there is no JupyterLab to ask" };
  const { executable } = python;
  const { stdout, stderr, error } = spawnSync(executable, ["-m", "jupyterlab.labextensions", "list"], {
    encoding: "utf8",
    timeout: 60_000,
    windowsHide: true,
  });
  const listed = readListing(`${stdout}\n${stderr}`);
  if (listed !== undefined) return judge(listed, executable, system);
  const text =
    error === undefined ? "the extension is not installed" : `JupyterLab cannot be asked: ${error.message}`;
  return { mark: "bad", text, todo: [repairAdvice(system)] };
}

function judge({ version, isEnabled, isFit }: ListedExtension, executable: string, system: System): Finding {
  const ours = readPackage(packageFolder).version;
  const what = `the extension ${EXTENSION_NAME} ${version}`;
  if (!isEnabled) {
    const todo = [`${typedPath(executable)} -m jupyterlab.labextensions enable ${EXTENSION_NAME}`];
    return { mark: "bad", text: `${what} is disabled`, todo };
  }
  // JupyterLab compares the versions that an extension was built with, but still loads the extension.
  if (!isFit)
    return { mark: "note", text: `${what} is enabled, though JupyterLab finds it made for another version` };
  if (version !== ours)
    return {
      mark: "note",
      text: `${what} is enabled; this is version ${ours}`,
      todo: [repairAdvice(system)],
    };
  return { mark: "good", text: `${what} is enabled` };
}
