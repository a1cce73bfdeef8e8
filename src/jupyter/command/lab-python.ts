/** The Python whose JupyterLab `factorlab lab` opens. */
import { isAtLeast, oldestLab } from "./check-parts";
import { makeEnvironment } from "./environment/make";
import { ownEnvironment, ownFolder } from "./environment/own-folder";
import { findPython } from "./environment/python-rules.cjs";
import { CommandError, InterruptedError } from "./errors";
import { installAdvice } from "./install-advice";
import { self } from "./invocation";
import { requireKernelParts } from "./own-package";
import { pipPackage } from "./pip-package";
import { ProgressLine } from "./progress-line";
import { ask, ownCandidate, type Python } from "./python";
import type { System } from "./system";
import { pythonFor } from "./target";
import type { Terminal } from "./terminal";

/**
 * The Python that is named, active or found with a JupyterLab that is new enough, else that of Factorlab's own environment,
 * which is made where it is missing.
 * @throws CommandError where none can be had.
 */
export async function pythonWithLab(
  named: string | undefined,
  terminal: Terminal,
  system: System,
): Promise<Python> {
  const found = pythonFor(named, system);
  if (found !== undefined && found.source !== "factorlab lab" && hasLab(found)) return found;
  // Whoever names a Python, or has pip install Factorlab there, wants JupyterLab there as well.
  if (named !== undefined || pipPackage(system) !== undefined) throw withoutLab(found, system);
  const own = ownPython(system);
  if (own === undefined) return made(found, terminal, system);
  if (ownEnvironment(system)?.isCurrent === true) return own;
  try {
    terminal.say("This version of Factorlab comes with a newer JupyterLab.");
    return await made(undefined, terminal, system);
  } catch (error) {
    if (!(error instanceof CommandError) || error instanceof InterruptedError) throw error;
    terminal.mark("note", `${error.message}\nThe older JupyterLab, which is there, is opened.`);
    return own;
  }
}

function hasLab({ packages: { jupyterlab } }: Python): boolean {
  return jupyterlab !== undefined && isAtLeast(jupyterlab, oldestLab);
}

function ownPython(system: System): Python | undefined {
  const candidate = ownCandidate(system);
  const own = candidate && ask(candidate, system);
  return own !== undefined && hasLab(own) ? own : undefined;
}

/** @param found A Python that has no JupyterLab. */
async function made(found: Python | undefined, terminal: Terminal, system: System): Promise<Python> {
  const answer = findPython(system.env);
  if ("complaint" in answer) {
    if (found === undefined && ownCandidate(system) === undefined) throw withoutLab(undefined, system);
    throw new CommandError(answer.complaint, ["FACTORLAB_PYTHON names another Python."]);
  }
  // What the kernel lacks is told before minutes of work.
  requireKernelParts();
  if (found !== undefined) terminal.say(`${lacking(found)}.`);
  terminal.say(
    `Factorlab makes an environment of its own for JupyterLab, some 300 MB in ${ownFolder(system)}`,
  );
  terminal.say(`  (made once; ${self} lab --uninstall removes it)`);
  await makeEnvironment(answer.python.command, system, new ProgressLine(process.stderr, false, system.env));
  const own = ownPython(system);
  if (own !== undefined) return own;
  throw new CommandError("The environment that was made does not answer.", [`${self} doctor looks why.`]);
}

function lacking({ version, executable, packages: { jupyterlab } }: Python): string {
  const python = `Python ${version} (${executable})`;
  return jupyterlab === undefined
    ? `${python} has no JupyterLab`
    : `JupyterLab ${jupyterlab} of ${python} is too old: Factorlab needs ${oldestLab.join(".")} or newer`;
}

function withoutLab(python: Python | undefined, system: System): CommandError {
  const what =
    python === undefined ? "No Python was found, so there is no JupyterLab." : `${lacking(python)}.`;
  const wanted =
    python?.packages.jupyterlab === undefined ? "jupyterlab" : `"jupyterlab>=${oldestLab.join(".")}"`;
  const advice = ["Type this, then the same command again:", ...installAdvice(python, wanted, system)];
  return new CommandError(what, advice, { argument: "python", expected: "a Python with JupyterLab" });
}
