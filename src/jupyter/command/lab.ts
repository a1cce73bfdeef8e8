/** `factorlab lab`: opens JupyterLab with the kernel. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { CommandError } from "./errors";
import { installInto } from "./install-command";
import { requireKernelParts } from "./own-package";
import { installAdvice } from "./install-advice";
import { labArguments } from "./lab-process";
import { onParentEnd } from "./parent";
import type { Python } from "./python";
import { findSpecs } from "./specs";
import { pathsOf, type System } from "./system";
import { chooseTarget, pythonFor } from "./target";
import type { Terminal } from "./terminal";

export interface LabOptions {
  python?: string;
  path?: string;
  rest: readonly string[];
}

/**
 * Opens JupyterLab and waits until it ends.
 * @returns Its exit code.
 * @throws CommandError when there is no JupyterLab, or nothing at the path.
 */
export async function lab(options: LabOptions, terminal: Terminal, system: System): Promise<number> {
  const path = options.path === undefined ? undefined : pathsOf(system).resolve(system.cwd, options.path);
  if (path !== undefined && !existsSync(path))
    throw new CommandError(`There is no notebook or folder ${path}`, [], {
      argument: "path",
      actual: options.path,
    });
  const python = pythonFor(options.python, system);
  if (python?.packages.jupyterlab === undefined) throw withoutLab(python, system);
  if (!findSpecs(python, system).some(({ problem }) => problem === undefined)) {
    terminal.say("The kernel is not installed yet.");
    requireKernelParts();
    installInto(chooseTarget({ python: options.python }, python, system), terminal, system);
    terminal.say();
  }
  const first = path === undefined ? [] : [path];
  const all = labArguments([...first, ...rateLimits(options.rest), ...options.rest]);
  return runOnTerminal(python.executable, all, system.cwd);
}

/** Raises Jupyter's limits for remote servers: it drops output above 1 MB or 1,000 messages a second. */
function rateLimits(rest: readonly string[]): string[] {
  const limits = { iopub_data_rate_limit: 20_000_000, iopub_msg_rate_limit: 20_000 };
  return Object.entries(limits)
    .filter(([name]) => !rest.some((argument) => argument.includes(name)))
    .map(([name, limit]) => `--ZMQChannelsWebsocketConnection.${name}=${limit}`);
}

function withoutLab(python: Python | undefined, system: System): CommandError {
  const what =
    python === undefined
      ? "No Python was found, so there is no JupyterLab."
      : `Python ${python.version} (${python.executable}) has no JupyterLab.`;
  const advice = ["Type this, then the same command again:", ...installAdvice(python, "jupyterlab", system)];
  return new CommandError(what, advice, { argument: "python", expected: "a Python with JupyterLab" });
}

/** Runs a program on this terminal. Signals go to the program, and this process waits until it ends. */
export function runOnTerminal(program: string, args: readonly string[], cwd: string): Promise<number> {
  const child = spawn(program, args, { cwd, stdio: "inherit" });
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
