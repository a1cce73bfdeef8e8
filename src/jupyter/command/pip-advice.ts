/** What to type where pip has installed the package that this command belongs to. */
import { CommandError } from "./errors";
import { typedPath } from "./install-advice";
import { self } from "./invocation";
import { pipPackage } from "./pip-package";
import type { System } from "./system";

/** What brings back files that are missing or broken. */
export function repairAdvice(system: Pick<System, "env">): string {
  const pip = pipPackage(system);
  return pip === undefined
    ? `${self} install`
    : `${typedPath(pip.python)} -m pip install --force-reinstall --no-deps factorlab`;
}

/** @throws CommandError where pip has put kernel and extension into its environment already. */
export function refusePip(command: "install" | "uninstall", system: System): void {
  const pip = pipPackage(system);
  if (pip === undefined) return;
  const python = typedPath(pip.python);
  const [message, advice] =
    command === "install"
      ? [
          "pip has installed kernel and extension already; there is nothing more to install.",
          `${self} doctor`,
        ]
      : ["pip has installed Factorlab, so pip takes it out:", `${python} -m pip uninstall factorlab`];
  throw new CommandError(message, [advice], { argument: "command", actual: command });
}
