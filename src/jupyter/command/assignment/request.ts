/** What `factorlab assignment` is asked for. */
import { see } from "../command-options";
import { UsageError } from "../errors";

export interface AssignmentRequest {
  command: "assignment";
  /** How names of notebooks of the course begin, or paths of others; at least one. */
  notebooks: string[];
  /** The folder of the course of nbgrader. */
  folder: string;
}

/** @throws UsageError where no notebook is named. */
export function requestOfAssignment(notebooks: string[], folder: string | undefined): AssignmentRequest {
  if (notebooks.length === 0)
    throw new UsageError("Say which notebook: factorlab assignment 02", [see("assignment")], {
      argument: "notebook",
      expected: "a notebook of the course, or the path of another",
    });
  return { command: "assignment", notebooks, folder: folder ?? "factorlab-course" };
}
