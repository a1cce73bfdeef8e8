import { packageFolder } from "../package";
import { readArguments, type Request } from "./arguments";
import { doctor } from "./doctor";
import { CommandError, UsageError } from "./errors";
import { helpText } from "./help";
import { install, uninstall } from "./install-command";
import { lab } from "./lab";
import { readPackage } from "./own-package";
import { thisSystem, type System } from "./system";
import { Terminal } from "./terminal";

/**
 * Runs a command line and reports on the terminal.
 * @returns The exit code: 0 for success, 1 for a failure, 2 for a wrong command line.
 */
export async function run(typed: readonly string[], system: System = thisSystem()): Promise<number> {
  // A reader such as `head` may close the pipe before all is written; the command must still finish its work.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosedPipe);
  const terminal = new Terminal(process.stdout, process.stderr, system.env);
  try {
    return await perform(readArguments(typed), terminal, system);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    terminal.complain(error);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function perform(request: Request, terminal: Terminal, system: System): Promise<number> {
  switch (request.command) {
    case "help":
      terminal.say(helpText(request.about));
      return 0;
    case "version":
      terminal.say(readPackage(packageFolder).version);
      return 0;
    case "install":
      install(request.place, terminal, system);
      return 0;
    case "uninstall":
      uninstall(request.place, terminal, system);
      return 0;
    case "doctor":
      return (await doctor(request.python, terminal, system)) ? 0 : 1;
    case "lab":
      return lab(request, terminal, system);
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
