import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { pythonEnv, venvPython } from "./paths.mjs";

export {
  choosePython,
  findPython,
  isNewEnough,
  parseAnswer,
} from "../../src/jupyter/command/environment/python-rules.cjs";

/**
 * Whether the private environment works: its interpreter is still there (an upgraded system may have taken it
 * away), it is new enough, and it finds what was installed.
 */
export function environmentWorks() {
  return environmentHas("jupyterlab");
}

/**
 * Whether the private environment's interpreter finds a package.
 * @param {string} name as Python imports it
 */
export function environmentHas(name) {
  if (!existsSync(venvPython)) return false;
  const code = `import importlib.util as u, sys; sys.exit(0 if u.find_spec('${name}') else 1)`;
  return (
    spawnSync(venvPython, ["-c", code], { env: pythonEnv(), windowsHide: true, timeout: 20_000 }).status === 0
  );
}
