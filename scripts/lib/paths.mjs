import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  environmentProgram,
  environmentVariables,
} from "../../src/jupyter/command/environment/environment-rules.cjs";

export const isWindows = process.platform === "win32";

/** The folder of the checkout. */
export const root = resolve(fileURLToPath(import.meta.url), "../../..");

/** Everything that set-up makes beside the sources: state, logs, the Python environment. Never committed. */
export const home = join(root, ".factorlab");
export const logs = join(home, "logs");

/** The private Python environment. */
export const venv = join(home, "venv");

/**
 * A program of the private Python environment.
 * @param {string} name without `.exe`
 */
export const venvBin = (name) => environmentProgram(venv, name);

export const venvPython = venvBin("python");

/** nbgrader, apart from the environment: its extensions would be in every JupyterLab of the tests. */
export const nbgraderFolder = join(home, "nbgrader");

/** What the extension's build leaves, ready to be copied into an environment. */
export const labextension = join(root, "extension", "dist", "labextension");

/** The notebooks' part of the site, which set-up builds. */
export const lite = join(home, "lite");

/** The site as the tests see it, whatever `npm run site` was asked for last. */
export const testedSite = join(home, "site");

/**
 * The JavaScript file of an installed tool. Tools are run by path with the running Node: the launchers in
 * node_modules/.bin are shell scripts, or .cmd files that Windows cannot spawn.
 * @param {...string} parts
 */
export function tool(...parts) {
  return join(root, "node_modules", ...parts);
}

/** Environment variables for Python in the private environment. */
export const pythonEnv = () => environmentVariables(venv);

/**
 * Environment variables for Jupyter: its configuration, data and runtime files live in `folder`, so that what
 * a person has configured or installed elsewhere neither breaks this environment nor is changed by it.
 * @param {string} [folder]
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnv(folder = join(home, "jupyter")) {
  const env = pythonEnv();
  const foreign =
    /^(JUPYTER_PATH|JUPYTER_CONFIG_PATH|JUPYTER_TOKEN|JUPYTER_PORT|JUPYTERLAB_.*|JUPYTERHUB_.*)$/;
  for (const name of Object.keys(env)) if (foreign.test(name.toUpperCase())) delete env[name];
  return {
    ...env,
    JUPYTER_CONFIG_DIR: join(folder, "config"),
    JUPYTER_DATA_DIR: join(folder, "data"),
    JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
    IPYTHONDIR: join(folder, "ipython"),
    JUPYTER_PREFER_ENV_PATH: "1",
  };
}
