import { existsSync, readFileSync } from "node:fs";
import { isChosenEnvironment, type Python } from "./python";
import { pathsOf, type System } from "./system";

/** The commands that install a package for a Python, with the tool that made its environment. */
export function installAdvice(python: Python | undefined, name: string, system: System): string[] {
  if (python === undefined)
    return [
      `uv tool install ${name}`,
      `or: install Python from https://www.python.org, then: python -m pip install ${name}`,
    ];
  const { prefix, executable } = python;
  const paths = pathsOf(system);
  const program = typedPath(executable);
  if (existsSync(paths.join(prefix, "conda-meta"))) return [`conda install -c conda-forge ${name}`];
  if (isMadeByUv(paths.join(prefix, "pyvenv.cfg"))) return [`uv pip install --python ${program} ${name}`];
  const uv = `or: uv tool install ${name}`;
  if (python.managed === true) {
    const inside = paths.join(".venv", system.platform === "win32" ? "Scripts" : "bin", "python");
    return [`${program} -m venv .venv`, `${inside} -m pip install ${name}`, uv];
  }
  const pip = `${program} -m pip install ${name}`;
  return isChosenEnvironment(python) ? [pip] : [pip, uv];
}

function isMadeByUv(file: string): boolean {
  return existsSync(file) && /^uv\s*=/m.test(readFileSync(file, "utf8"));
}

/** A path ready to type: in quotes where it has spaces. */
export function typedPath(path: string): string {
  return /[\s()&]/.test(path) ? `"${path}"` : path;
}
