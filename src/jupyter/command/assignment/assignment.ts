/** `factorlab assignment`: notebooks as assignments of nbgrader. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { packageFolder } from "../../package";
import { CommandError, withFiles } from "../errors";
import { harmless, type Terminal } from "../terminal";
import { assignmentOf, NBGRADER_CONFIG, type Notebook } from "./assignment-rules.cjs";
import type { AssignmentRequest } from "./request";

const ours = join(packageFolder, "notebooks");

/**
 * Writes notebooks into the folder of a course of nbgrader, beside the settings that it needs; never over a file.
 * @throws CommandError for a notebook that is not there, or cannot be an assignment; FilesError where nothing can be written.
 */
export function makeAssignments({ notebooks, folder }: AssignmentRequest, terminal: Terminal): void {
  const made = notebooks.flatMap(filesOf).map((file) => [nameOf(file), readAssignment(file)] as const);
  withFiles("given assignments in", folder, ["Name another folder: --folder PATH"], () => {
    write(join(folder, "nbgrader_config.py"), NBGRADER_CONFIG, terminal);
    for (const [name, text] of made) write(join(folder, "source", name, `${name}.ipynb`), text, terminal);
  });
  const [name] = made[0];
  terminal.say(`\nNext, in the folder ${harmless(folder)}: nbgrader generate_assignment ${harmless(name)}`);
}

/** The file that is named, or the notebooks of the course that begin like this. */
function filesOf(named: string): string[] {
  if (named.endsWith(".ipynb") && existsSync(named)) return [named];
  const names = existsSync(ours) ? readdirSync(ours).filter((name) => name.endsWith(".ipynb")) : [];
  const found = names.filter((name) => name.startsWith(named)).sort();
  if (found.length > 0) return found.map((name) => join(ours, name));
  throw new CommandError(`There is no notebook "${named}".`, [
    `Name a file that ends in .ipynb, or one of the course: ${names.map(nameOf).join(", ")}.`,
  ]);
}

const nameOf = (file: string): string => basename(file, ".ipynb");

function readAssignment(file: string): string {
  try {
    const notebook = JSON.parse(readFileSync(file, "utf8")) as Notebook;
    if (!Array.isArray(notebook?.cells)) throw new SyntaxError("it has no cells");
    if (notebook.cells.some(({ metadata }) => metadata?.nbgrader !== undefined))
      throw new SyntaxError("it is an assignment of nbgrader already");
    const assignment = assignmentOf(notebook);
    if (assignment.cells.length === notebook.cells.length)
      throw new SyntaxError('no cell ends with a check, such as check("2.1", slope)');
    return `${JSON.stringify(assignment, null, 1)}\n`;
  } catch (error) {
    const reason = (error as Error).message.replace(/\.$/, "");
    throw new CommandError(`${file} cannot be an assignment: ${reason}.`, [], {
      argument: "notebook",
      actual: file,
    });
  }
}

function write(file: string, text: string, terminal: Terminal): void {
  if (existsSync(file)) {
    terminal.mark("skipped", `${file} is there already, and stays as it is`);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: "wx" });
  terminal.mark("good", file);
}
