/** Finds the Pythons on this machine, and the Jupyter of each. */
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync, statSync } from "node:fs";
import { ownEnvironment } from "./environment/own-folder";
import { pipPackage } from "./pip-package";
import { pathsOf, type System } from "./system";

/** How a Python was found; in this order, the first one with JupyterLab is used. */
export type PythonOrigin =
  "--python" | "pip" | "VIRTUAL_ENV" | "CONDA_PREFIX" | ".venv" | "jupyter-lab" | "PATH" | "factorlab lab";

export interface PythonCandidate {
  source: PythonOrigin;
  command: readonly string[];
}

/** A Python's description of itself. */
export interface Python {
  source: PythonOrigin;
  version: string;
  /** Its program, as an absolute path. */
  executable: string;
  /** Its `sys.prefix`: the folder of its environment. */
  prefix: string;
  /** The versions of `jupyter_core`, `jupyter_client` and `jupyterlab`, where they are installed. */
  packages: Partial<Record<"jupyter_core" | "jupyter_client" | "jupyterlab", string>>;
  /** Whether it belongs to the system's packages, so that pip refuses to install into it. */
  managed?: boolean;
  /** The user's data folder of Jupyter. */
  data?: string;
  /** Every data folder that this Jupyter looks into; the first ones take precedence. */
  path?: string[];
}

/** The program that a Python runs to describe itself; old Pythons understand it too, so that they are listed. */
const question = `
import json, sys
found = {"version": "%d.%d.%d" % sys.version_info[:3], "executable": sys.executable, "prefix": sys.prefix}
found["packages"] = {}
try:
    import os, sysconfig
    found["managed"] = os.path.exists(os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED")) and sys.prefix == sys.base_prefix
except Exception:
    pass
try:
    from importlib.metadata import version
    for name in ("jupyter_core", "jupyter_client", "jupyterlab"):
        try:
            found["packages"][name] = version(name)
        except Exception:
            pass
    from jupyter_core.paths import jupyter_data_dir, jupyter_path
    found["data"] = jupyter_data_dir()
    found["path"] = jupyter_path()
except ImportError:
    pass
print("")
print(json.dumps(found))
`;

/** The Pythons to ask: the one that is named, or else the active ones, then the ones on the PATH. */
export function candidates(system: System, named?: string): PythonCandidate[] {
  const { env, cwd } = system;
  const paths = pathsOf(system);
  if (named !== undefined)
    return [{ source: "--python", command: [namedProgram(paths.resolve(cwd, named), named, system)] }];
  const pip = pipPackage(system);
  if (pip !== undefined) return [{ source: "pip", command: [pip.python] }];
  const environments: [PythonOrigin, string | undefined][] = [
    ["VIRTUAL_ENV", env.VIRTUAL_ENV],
    ["CONDA_PREFIX", env.CONDA_PREFIX],
    [".venv", paths.join(cwd, ".venv")],
  ];
  const found = environments.flatMap(([source, prefix]): PythonCandidate[] =>
    prefix ? [{ source, command: [programOf(prefix, source === "CONDA_PREFIX", system)] }] : [],
  );
  const beside = besideJupyter(system);
  if (beside !== undefined) found.push({ source: "jupyter-lab", command: [beside] });
  const names =
    system.platform === "win32" ? [["py", "-3"], ["python"], ["python3"]] : [["python3"], ["python"]];
  const own = ownCandidate(system);
  return [
    ...found,
    ...names.map((command): PythonCandidate => ({ source: "PATH", command })),
    ...(own === undefined ? [] : [own]),
  ];
}

/** The Python of the environment that `factorlab lab` has made; undefined where there is none. */
export function ownCandidate(system: System): PythonCandidate | undefined {
  const own = ownEnvironment(system);
  return own && { source: "factorlab lab", command: [programOf(own.prefix, false, system)] };
}

/** The Python of an environment's folder; conda on Windows keeps it at the top. */
function programOf(prefix: string, isConda: boolean, system: System): string {
  const paths = pathsOf(system);
  if (system.platform !== "win32") return paths.join(prefix, "bin", "python");
  return isConda ? paths.join(prefix, "python.exe") : paths.join(prefix, "Scripts", "python.exe");
}

/** The program for `--python`, which may be a path, a name on the PATH, or the folder of an environment. */
function namedProgram(path: string, named: string, system: System): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    const isConda = existsSync(pathsOf(system).join(path, "conda-meta"));
    return programOf(path, isConda, system);
  }
  return /[\\/]/.test(named) || existsSync(path) ? path : named;
}

/** The Python beside `jupyter-lab`: tools such as uv and pipx put only JupyterLab's program on the PATH. */
function besideJupyter(system: System): string | undefined {
  const paths = pathsOf(system);
  const isWindows = system.platform === "win32";
  const folders = (system.env.PATH ?? system.env.Path ?? "")
    .split(paths.delimiter)
    .filter((folder) => folder !== "");
  const program = folders
    .map((folder) => paths.join(folder, isWindows ? "jupyter-lab.exe" : "jupyter-lab"))
    .find((file) => existsSync(file));
  if (program === undefined) return undefined;
  const python = paths.join(paths.dirname(realpathSync(program)), isWindows ? "python.exe" : "python");
  return existsSync(python) ? python : undefined;
}

/** Asks a Python to describe itself; undefined where there is none, or it does not answer. */
export function ask(
  { source, command }: PythonCandidate,
  { cwd, env }: Pick<System, "cwd" | "env">,
): Python | undefined {
  const [program, ...first] = command;
  const { status, stdout } = spawnSync(program, [...first, "-c", question], {
    cwd,
    env,
    encoding: "utf8",
    timeout: 30_000,
    windowsHide: true,
  });
  if (status !== 0) return undefined;
  try {
    const last = stdout.trimEnd().split(/\r?\n/).at(-1) ?? "";
    return { source, ...(JSON.parse(last) as Omit<Python, "source">) };
  } catch {
    return undefined;
  }
}

/** All Pythons that answer, each of them once. */
export function findPythons(system: System, named?: string): Python[] {
  const found = new Map<string, Python>();
  for (const candidate of candidates(system, named)) {
    const python = ask(candidate, system);
    if (python !== undefined && !found.has(python.prefix)) found.set(python.prefix, python);
  }
  return [...found.values()];
}

/** The Python to use: the first one with JupyterLab, or else with Jupyter, or else the first one. */
export function choosePython(found: readonly Python[]): Python | undefined {
  const having = (name: keyof Python["packages"]): Python | undefined =>
    found.find(({ packages }) => packages[name] !== undefined);
  return having("jupyterlab") ?? having("jupyter_core") ?? found[0];
}

/** Whether a Python is in an environment that the user has activated or named. */
export function isChosenEnvironment({ source }: Python): boolean {
  return source !== "PATH" && source !== "jupyter-lab";
}
