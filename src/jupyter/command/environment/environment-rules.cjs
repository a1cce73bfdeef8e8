/**
 * How an environment with JupyterLab is made and used. It is JavaScript, because set-up in a checkout goes by it before
 * anything is compiled.
 */
"use strict";
const { mkdirSync, writeFileSync } = require("node:fs");
const { delimiter, dirname, join } = require("node:path");
const process = require("node:process");

/** Packages come from where pip is set up to look; nothing is asked, and pip's own news is none. */
const PIP_INSTALL = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input"];

/** What to try where an environment could not be made. */
const ENVIRONMENT_ADVICE = "Check the network connection and pip's settings (`pip config list`)";

/**
 * A program of an environment.
 * @param {string} venv the environment's folder
 * @param {string} name without `.exe`
 * @returns {string}
 */
function environmentProgram(venv, name) {
  return process.platform === "win32" ? join(venv, "Scripts", `${name}.exe`) : join(venv, "bin", name);
}

/**
 * Environment variables for Python in an environment: nothing of the user's own Python reaches into it. How the user set up
 * pip (index, proxy, certificates) is kept.
 * @param {string} venv the environment's folder
 * @param {NodeJS.ProcessEnv} [from]
 * @returns {NodeJS.ProcessEnv}
 */
function environmentVariables(venv, from = process.env) {
  const env = withoutPython(from);
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const folder = dirname(environmentProgram(venv, "python"));
  env[pathName] = env[pathName] ? folder + delimiter + env[pathName] : folder;
  return { ...env, VIRTUAL_ENV: venv, PYTHONNOUSERSITE: "1", PYTHONUTF8: "1", PIP_USER: "0" };
}

/** @param {NodeJS.ProcessEnv} from @returns {NodeJS.ProcessEnv} */
function withoutPython(from) {
  const env = { ...from };
  for (const name of ["PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "__PYVENV_LAUNCHER__"]) delete env[name];
  return env;
}

/**
 * The commands that make an environment, in their order.
 * @param {readonly string[]} python the command of the Python that it is made with
 * @param {string} venv the environment's folder
 * @param {string} requirements the file that pins its packages, with their hashes
 * @param {NodeJS.ProcessEnv} [from]
 * @returns {{ command: string[], env: NodeJS.ProcessEnv }[]}
 */
function environmentCommands(python, venv, requirements, from = process.env) {
  const pip = [environmentProgram(venv, "python"), ...PIP_INSTALL, "--require-hashes", "-r", requirements];
  return [
    { command: [...python, "-m", "venv", venv], env: withoutPython(from) },
    { command: pip, env: environmentVariables(venv, from) },
  ];
}

/** JupyterLab asks nobody for news, updates or extensions, and never asks the person whether it may. */
const labConfig = {
  LabApp: {
    news_url: null,
    check_for_updates_class: "jupyterlab.handlers.announcements.NeverCheckForUpdate",
    extension_manager: "readonly",
  },
};

/**
 * Jupyter drops what a kernel sends faster than this, in bytes and messages a second, and a notebook's output would be
 * lost. The defaults, 1 MB and 1,000, are meant for servers far away.
 */
const RATE_LIMITS = { iopub_data_rate_limit: 20_000_000, iopub_msg_rate_limit: 20_000 };

const serverConfig = {
  // The search for language servers, of which there are none here, keeps a new server from answering.
  LanguageServerManager: { autodetect: false },
  ZMQChannelsWebsocketConnection: RATE_LIMITS,
};

/** What a JupyterLab of ours has otherwise than JupyterLab by itself, here and in a page. */
const settingOverrides = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

/**
 * Writes the configuration of a JupyterLab that serves one person on one machine.
 * @param {string} folder of Jupyter's configuration
 */
function writeLabConfig(folder) {
  mkdirSync(join(folder, "labconfig"), { recursive: true });
  writeFileSync(join(folder, "jupyter_lab_config.json"), JSON.stringify(labConfig));
  writeFileSync(join(folder, "jupyter_server_config.json"), JSON.stringify(serverConfig));
  const overrides = join(folder, "labconfig", "default_setting_overrides.json");
  writeFileSync(overrides, JSON.stringify(settingOverrides));
}

module.exports = {
  ENVIRONMENT_ADVICE,
  PIP_INSTALL,
  RATE_LIMITS,
  environmentCommands,
  environmentProgram,
  environmentVariables,
  settingOverrides,
  writeLabConfig,
};
