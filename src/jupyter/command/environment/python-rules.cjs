/**
 * Which Python can make an environment for JupyterLab. It is JavaScript, because set-up in a checkout asks before anything
 * is compiled.
 */
"use strict";
const { spawnSync } = require("node:child_process");
const process = require("node:process");

/** The oldest Python that requirements.txt was resolved for. */
const OLDEST_PYTHON = [3, 10];

/** Works in Python 2 as well. `ensurepip` is what Debian leaves out of its `python3` package. */
const QUESTION = [
  "import sys",
  "try:",
  "  import ensurepip, venv",
  "  kit = 'complete'",
  "except ImportError:",
  "  kit = 'bare'",
  "print('%d.%d.%d ' % sys.version_info[:3] + kit)",
].join("\n");

/**
 * @typedef {{ command: string[], version: string, complete: boolean }} FoundPython
 *   `complete` tells whether it can make a virtual environment.
 */

/**
 * Reads an interpreter's answer; null where there is no version in it.
 * @param {string} text
 * @returns {{ version: string, complete: boolean } | null}
 */
function parseAnswer(text) {
  const match = /(\d+\.\d+(?:\.\d+)?)/.exec(text);
  return match ? { version: match[1], complete: !text.includes("bare") } : null;
}

/**
 * @param {string} version
 * @returns {boolean}
 */
function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}

/**
 * The interpreter to use, or the one sentence that tells the person what to do.
 * @param {FoundPython[]} found in the order of preference
 * @returns {{ python: FoundPython } | { complaint: string }}
 */
function choosePython(found) {
  const oldest = OLDEST_PYTHON.join(".");
  const usable = found.filter(({ version }) => isNewEnough(version));
  const python = usable.find(({ complete }) => complete);
  if (python) return { python };
  if (usable.length > 0) {
    const { command, version } = usable[0];
    const what = `${command.join(" ")} ${version} cannot make a virtual environment`;
    return { complaint: `${what}: run \`sudo apt install python3-venv\` and try again.` };
  }
  const advice =
    "install a current Python from https://www.python.org or your system's packages and try again.";
  if (found.length === 0)
    return { complaint: `Factorlab needs Python ${oldest} or newer and found none: ${advice}` };
  const { command, version } = found[0];
  return {
    complaint: `Factorlab needs Python ${oldest} or newer and found ${version} (${command.join(" ")}): ${advice}`,
  };
}

/**
 * Where to look: what the person named, the usual names, then versioned ones, which long-lived systems have
 * beside an old `python3`.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[][]}
 */
function candidates(env) {
  const named = env.FACTORLAB_PYTHON;
  if (named) return [[named]];
  const versioned = [14, 13, 12, 11, 10].map((minor) => [`python3.${minor}`]);
  return [["python3"], ["python"], ["py", "-3"], ...versioned];
}

/**
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {FoundPython | null}
 */
function ask(command, env) {
  const [program, ...args] = command;
  const options = /** @type {const} */ ({ encoding: "utf8", timeout: 20_000, windowsHide: true });
  const { status, stdout } = spawnSync(program, [...args, "-c", QUESTION], { ...options, env });
  // On Windows, `python3` may be a placeholder that only points to the store; it ends with an error.
  const answer = status === 0 ? parseAnswer(stdout) : null;
  return answer && { command, ...answer };
}

/**
 * Looks for a Python on this machine, as {@link choosePython} says.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ python: FoundPython } | { complaint: string }}
 */
function findPython(env = process.env) {
  const found = [];
  for (const command of candidates(env)) {
    const python = ask(command, env);
    if (python) found.push(python);
    if (python?.complete && isNewEnough(python.version)) break;
  }
  return choosePython(found);
}

module.exports = { choosePython, findPython, isNewEnough, parseAnswer };
