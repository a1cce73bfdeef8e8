/** `factorlab lab`: opens JupyterLab with the kernel. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { environmentVariables, RATE_LIMITS } from "./environment/environment-rules.cjs";
import { copyNotebooks } from "./environment/notebooks";
import { CommandError } from "./errors";
import { installInto } from "./install-command";
import { labArguments } from "./lab-process";
import { pythonWithLab } from "./lab-python";
import { readManifest } from "./manifest";
import { readPackage, requireKernelParts } from "./own-package";
import { onParentEnd } from "./parent";
import { packageFolder } from "../package";
import type { Python } from "./python";
import { findSpecs } from "./specs";
import { pathsOf, type System } from "./system";
import { chooseTarget } from "./target";
import type { Terminal } from "./terminal";

export interface LabOptions {
  python?: string;
  path?: string;
  /** Whether to open copies of the notebooks that come with Factorlab. */
  notebooks?: boolean;
  rest: readonly string[];
}

/**
 * Opens JupyterLab and waits until it ends; where there is none, an environment is made for it first.
 * @returns Its exit code.
 * @throws CommandError when JupyterLab cannot be had, or nothing is at the path.
 */
export async function lab(options: LabOptions, terminal: Terminal, system: System): Promise<number> {
  const path = options.path === undefined ? undefined : pathsOf(system).resolve(system.cwd, options.path);
  if (path !== undefined && !existsSync(path))
    throw new CommandError(`There is no notebook or folder ${path}`, [], {
      argument: "path",
      actual: options.path,
    });
  const python = await pythonWithLab(options.python, terminal, system);
  installIfMissing(python, options.python, terminal, system);
  const opened = options.notebooks === true ? notebooksIn(system.cwd, terminal) : path;
  const first = opened === undefined ? [] : [opened];
  const all = labArguments([...first, ...rateLimits(options.rest), ...options.rest]);
  const isOwn = python.source === "factorlab lab";
  const env = isOwn ? environmentVariables(python.prefix, system.env) : system.env;
  return runOnTerminal(python.executable, all, system.cwd, env);
}

/** Installs the kernel where Jupyter finds none, and in our own environment this version in place of an older one. */
function installIfMissing(
  python: Python,
  named: string | undefined,
  terminal: Terminal,
  system: System,
): void {
  const target = (): { data: string } => chooseTarget({ python: named }, python, system);
  const hasKernel = findSpecs(python, system).some(({ problem }) => problem === undefined);
  const isOwn = python.source === "factorlab lab";
  const isOld = isOwn && readManifest(target().data)?.version !== readPackage(packageFolder).version;
  if (hasKernel && !isOld) return;
  if (!isOwn) terminal.say("The kernel is not installed yet.");
  requireKernelParts();
  installInto(chooseTarget({ python: named }, python, system), terminal, system);
  terminal.say();
}

/** The first of the notebooks that come along, as a copy. */
function notebooksIn(folder: string, terminal: Terminal): string {
  const notebooks = copyNotebooks(folder);
  const what = notebooks.copied === 0 ? "The notebooks are in" : "The notebooks are copied to";
  terminal.say(`${what} ${notebooks.folder}`);
  return notebooks.first;
}

/** Raises Jupyter's limits for remote servers, unless the person has set them. */
function rateLimits(rest: readonly string[]): string[] {
  return Object.entries(RATE_LIMITS)
    .filter(([name]) => !rest.some((argument) => argument.includes(name)))
    .map(([name, limit]) => `--ZMQChannelsWebsocketConnection.${name}=${limit}`);
}

/** Runs a program on this terminal. Signals go to the program, and this process waits until it ends. */
export function runOnTerminal(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const child = spawn(program, args, { cwd, env, stdio: "inherit" });
  const pass = (signal: NodeJS.Signals): void => {
    // A terminal sends Ctrl-C to all its programs; passed on as well, it would arrive twice.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, pass);
  const watch = process.env.npm_command === undefined ? undefined : onParentEnd(() => child.kill("SIGTERM"));
  return new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGTERM"]));
  }).finally(() => {
    clearInterval(watch);
    signals.forEach((signal) => process.off(signal, pass));
  });
}
