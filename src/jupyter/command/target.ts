/** Chooses which of Jupyter's data folders to use. */
import { existsSync, statSync } from "node:fs";
import type { PlaceOptions } from "./arguments";
import { prefixDataFolder, userDataFolder } from "./data-folder";
import { CommandError } from "./errors";
import { homeComplaint } from "./home";
import { installAdvice, typedPath } from "./install-advice";
import { choosePython, findPythons, isChosenEnvironment, type Python } from "./python";
import { pathsOf, type System } from "./system";

export interface Target {
  /** The data folder. */
  data: string;
  /** The option that names it. */
  option: string;
  /** Why this folder was chosen, for the user. */
  reason: string;
}

/** The Python that the options name, or the one to use. @throws CommandError when a named Python does not answer. */
export function pythonFor(named: string | undefined, system: System): Python | undefined {
  const python = choosePython(findPythons(system, named));
  if (named !== undefined && python === undefined)
    throw new CommandError(
      `--python ${named}: there is no Python that answers.`,
      ["Name its program, or the folder of its environment."],
      {
        argument: "python",
        actual: named,
        expected: "a Python program",
      },
    );
  return python;
}

/**
 * Chooses the data folder.
 * @throws CommandError when `--prefix` is not a folder, or `--sys-prefix` finds no Python.
 */
export function chooseTarget(place: PlaceOptions, python: Python | undefined, system: System): Target {
  if (place.prefix !== undefined) return prefixTarget(place.prefix, system);
  if (place["sys-prefix"] === true) {
    if (python === undefined)
      throw new CommandError(
        "--sys-prefix: no Python was found, so there is no environment to install into.",
        ["Activate the environment first, or name its Python: --python PATH", "or leave --sys-prefix out."],
        { argument: "sys-prefix" },
      );
    return environmentTarget(python, system, "as --sys-prefix says");
  }
  if (place.user === true) return userTarget(python, system, "as --user says");
  if (python === undefined)
    return userTarget(python, system, "no Python was found, and this place serves every Jupyter of yours");
  if (python.source === "--python") return environmentTarget(python, system, "the environment of --python");
  if (python.source === "factorlab lab")
    return environmentTarget(python, system, "the environment that factorlab lab has made");
  const hasJupyter = python.packages.jupyter_core !== undefined;
  return hasJupyter && isChosenEnvironment(python)
    ? environmentTarget(python, system, `the environment that Jupyter is in (${python.source})`)
    : userTarget(python, system, "this place serves every Jupyter of yours");
}

function environmentTarget({ prefix }: Python, system: System, reason: string): Target {
  return { data: prefixDataFolder(prefix, system), option: `--prefix ${typedPath(prefix)}`, reason };
}

/** @throws CommandError when the environment does not say where the user's own folder is. */
function userTarget(python: Python | undefined, system: System, reason: string): Target {
  const complaint = homeComplaint(system);
  if (complaint !== undefined) throw complaint;
  return { data: python?.data ?? userDataFolder(system), option: "--user", reason };
}

function prefixTarget(prefix: string, system: System): Target {
  const folder = pathsOf(system).resolve(system.cwd, prefix);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new CommandError(
      `--prefix: there is no folder ${folder}`,
      ["It is the folder of a Python environment, its sys.prefix."],
      {
        argument: "prefix",
        actual: prefix,
        expected: "an existing folder",
      },
    );
  return {
    data: prefixDataFolder(folder, system),
    option: `--prefix ${typedPath(folder)}`,
    reason: "as --prefix says",
  };
}

/** The folders in which `uninstall` looks when no option names one: all that `install` may have chosen. */
export function likelyTargets(found: readonly Python[], system: System): Target[] {
  const environments = found.map((python) =>
    environmentTarget(python, system, `the environment ${python.prefix}`),
  );
  if (homeComplaint(system) !== undefined) return environments;
  const all = [
    ...environments,
    ...found
      .filter(({ data }) => data !== undefined)
      .map((python) => userTarget(python, system, "your own folder")),
    userTarget(undefined, system, "your own folder"),
  ];
  return [...new Map(all.map((target) => [target.data, target])).values()];
}

/** Describes the Python that was found, for the user. */
export function describePython(python: Python | undefined, system: System): string {
  if (python === undefined) return "no Python was found";
  const { version, executable, packages } = python;
  const lab =
    packages.jupyterlab === undefined ? "without JupyterLab" : `with JupyterLab ${packages.jupyterlab}`;
  const missing =
    packages.jupyterlab === undefined
      ? `\ninstall it: ${installAdvice(python, "jupyterlab", system).join("\n  ")}`
      : "";
  return `Python ${version} ${lab} (${executable})${missing}`;
}
