/** The package as people get it: packed, installed into a folder of its own, and run from there. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { npmCommand } from "../../scripts/lib/npm.mjs";
import { isWindows, root, venvPython } from "../../scripts/lib/paths.mjs";

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end; throws when it cannot be started. */
export function run([program, ...args]: string[], cwd: string, env: NodeJS.ProcessEnv = process.env): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...{ cwd, env, encoding: "utf8", maxBuffer: 1e8 },
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** Runs a program; throws when it ends with an error. */
export function mustRun(command: string[], cwd: string, env?: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr } = run(command, cwd, env);
  if (status !== 0) throw new Error(`${command.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** A person's computer: a home, no active environment, and nothing of this checkout on the PATH. */
export function plainEnv(home: string): NodeJS.ProcessEnv {
  const foreign = /^(VIRTUAL_ENV|CONDA_.*|JUPYTER.*|PYTHON.*|npm_.*|FACTORLAB_.*|NO_COLOR|FORCE_COLOR)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  const path = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const own = [dirname(venvPython), join(root, "node_modules", ".bin")];
  env[path] = (env[path] ?? "")
    .split(delimiter)
    .filter((folder) => !own.includes(folder))
    .join(delimiter);
  return {
    ...env,
    JUPYTER_DATA_DIR: join(home, "data"),
    JUPYTER_CONFIG_DIR: join(home, "config"),
    JUPYTER_RUNTIME_DIR: join(home, "runtime"),
    IPYTHONDIR: join(home, "ipython"),
  };
}

/** A folder with a space in its name, far from the checkout, where the packed package is installed. */
export class InstalledPackage {
  readonly folder: string = realpathSync(mkdtempSync(join(tmpdir(), "factorlab far away ")));
  /** Where `npm install` was typed. */
  readonly project: string = join(this.folder, "my project");
  readonly env: NodeJS.ProcessEnv = plainEnv(join(this.folder, "home"));

  /** What `npm pack` made. */
  readonly tarball: string;

  constructor() {
    mkdirSync(this.project);
    const pack = [...npmCommand(), "pack", "--ignore-scripts", "--pack-destination", this.folder];
    const name = mustRun(pack, root).trim().split(/\r?\n/).at(-1)!;
    this.tarball = join(this.folder, name);
    const quick = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];
    mustRun([...npmCommand(), "install", this.tarball, ...quick], this.project, this.env);
  }

  /** `npx factorlab …`, typed in a folder of the project. */
  npx(args: string[], env: NodeJS.ProcessEnv = {}, cwd: string = this.project): Ran {
    return run([...npmCommand(), "exec", "--", "factorlab", ...args], cwd, { ...this.env, ...env });
  }

  /** What `npx factorlab …` starts, without the second that npm takes to start it. */
  factorlab(args: string[], env: NodeJS.ProcessEnv = {}): Ran {
    const command = [process.execPath, this.main, ...args];
    return run(command, this.project, { ...this.env, npm_command: "exec", ...env });
  }

  /** The file that npm starts for the command. */
  get main(): string {
    return join(this.project, "node_modules", "factorlab", "lib", "jupyter", "command", "main.js");
  }

  /** An environment in a folder beside the project, see {@link makeEnvironment}. */
  environment(name: string): string {
    const prefix = join(this.folder, name);
    makeEnvironment(prefix);
    return prefix;
  }
}

/**
 * Makes an environment that has JupyterLab, by way of the private one's packages: nothing is installed anew.
 * @returns Its Python.
 */
export function makeEnvironment(prefix: string): string {
  const folder = dirname(prefix);
  mustRun([venvPython, "-m", "venv", "--without-pip", prefix], folder);
  const python = join(prefix, isWindows ? "Scripts/python.exe" : "bin/python");
  const site = "import sysconfig; print(sysconfig.get_paths()['purelib'])";
  const [shared, own] = [venvPython, python].map((each) => mustRun([each, "-c", site], folder).trim());
  writeFileSync(join(own, "private.pth"), `${shared}\n`);
  return python;
}
