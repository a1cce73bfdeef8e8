/** `factorlab doctor`: checks everything that a first cell needs. */
import { self } from "./invocation";
import { checkExtension } from "./check-extension";
import { checkAnswer, checkSpecs } from "./check-kernel";
import { checkPlace } from "./check-place";
import { checkPackage, checkPython } from "./check-parts";
import type { Finding } from "./finding";
import { choosePython, findPythons } from "./python";
import { pipPackage } from "./pip-package";
import type { System } from "./system";
import { pythonFor } from "./target";
import type { Terminal } from "./terminal";

/**
 * Checks, and reports what was found, what is missing, and what to type.
 * @param named The Python to check.
 * @returns Whether nothing is wrong.
 */
export async function doctor(
  named: string | undefined,
  terminal: Terminal,
  system: System,
): Promise<boolean> {
  let wrong = 0;
  const show = (findings: readonly Finding[]): void => {
    for (const finding of findings) {
      terminal.mark(finding.mark, [finding.text, ...typing(finding)].join("\n"));
      if (finding.mark === "bad") wrong++;
    }
  };
  terminal.title("This program");
  show(checkPackage(system));
  terminal.title("Jupyter");
  const all = findPythons(system, named);
  const python = named === undefined ? choosePython(all) : pythonFor(named, system);
  show(checkPython(python, all, system));
  terminal.title("The extension");
  show([checkExtension(python, system)]);
  terminal.title("The kernel");
  show(checkSpecs(python, system));
  if (pipPackage(system) === undefined) show(checkPlace(python, named, system));
  show([await checkAnswer(python, system)]);
  terminal.say();
  terminal.title(closingLine(wrong));
  return wrong === 0;
}

function typing({ todo }: Finding): string[] {
  return todo === undefined ? [] : ["→ " + todo[0], ...todo.slice(1).map((line) => `  ${line}`)];
}

function closingLine(wrong: number): string {
  if (wrong === 0) return `Nothing is wrong. ${self} lab opens JupyterLab.`;
  const things = wrong === 1 ? "One thing is" : `${wrong} things are`;
  return `${things} wrong. What to type stands after → ; then run ${self} doctor again.`;
}
