import { formatOf } from "../../files/table-file";
import { ValueError } from "../../errors";
import { see, type CommandName } from "./command-options";
import { UsageError } from "./errors";

/** @throws UsageError for the name of a file, given as --output, that says no format. */
export function requireOutput(path: string, command: CommandName): void {
  try {
    formatOf(path, "--output");
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new UsageError(`${error.message}.`, [see(command)], {
      ...{ argument: "output", actual: path, expected: error.expected },
    });
  }
}
