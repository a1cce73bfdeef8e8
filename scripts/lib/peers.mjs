import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { home, pythonEnv, root, venvPython } from "./paths.mjs";
import { environmentHas } from "./python.mjs";
import { fingerprint, readStamps, writeStamp } from "./state.mjs";

const list = join(root, "bench", "requirements.txt");
const STEP = "benchmarkPeers";

/**
 * @param {string[]} options
 * @returns {boolean} whether pip succeeded
 */
function pipInstall(options) {
  const args = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];
  const { status } = spawnSync(venvPython, [...args, "--require-hashes", ...options], {
    ...{ env: pythonEnv(), stdio: "inherit", windowsHide: true },
  });
  return status === 0;
}

/**
 * The packages of a list for pip, each with its hashes.
 * @param {string} text
 * @returns {{ name: string, text: string }[]}
 */
export function requirementsIn(text) {
  const blocks = text.split(/^(?=[A-Za-z0-9])/m).filter((block) => /^[A-Za-z0-9]/.test(block));
  return blocks.map((block) => ({ name: block.split("==")[0], text: block }));
}

/**
 * Installs what the benchmarks compare with into the private environment. Some packages have to be compiled: where not
 * all can be installed, those that can are.
 * @returns {string[]} the names of those that could not
 */
export function installPeers() {
  const text = readFileSync(list, "utf8");
  const stamp = fingerprint(text, root);
  const before = readStamps()[STEP] ?? "";
  // Made anew, the environment has none of them.
  if (before.startsWith(stamp) && environmentHas("numpy")) return before.split(" ").slice(1);
  console.log("Installing what the benchmarks compare with; some of it is compiled, which takes minutes …");
  const missing = pipInstall(["-r", list]) ? [] : oneByOne(text);
  writeStamp(STEP, [stamp, ...missing].join(" "));
  return missing;
}

/** @param {string} text */
function oneByOne(text) {
  const folder = join(home, "bench");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "one.txt");
  const failed = requirementsIn(text).filter((one) => {
    writeFileSync(file, one.text);
    // Its dependencies are in the list themselves.
    return !pipInstall(["--no-deps", "-r", file]);
  });
  rmSync(file, { force: true });
  return failed.map(({ name }) => name);
}
