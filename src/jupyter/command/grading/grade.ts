/** `factorlab grade`: what a class has answered, as a table. */
import { availableParallelism } from "node:os";
import { writeTable } from "../../../files/table-file";
import { requireOutput } from "../output-file";
import { requireKernel } from "../own-package";
import type { ProgressLine } from "../progress-line";
import { harmless, type Terminal } from "../terminal";
import { gradeSubmission, type Graded } from "./grade-submission";
import { savedGrades, sheetsOf, sheetText } from "./gradebook";
import { readOriginals, type Original } from "./originals";
import type { GradeRequest } from "./request";
import { findSubmissions, type Submission } from "./submissions";

/** So many notebooks run at once: a training may use a core and more. */
const AT_ONCE = Math.min(2, availableParallelism());

/**
 * Runs all notebooks of a folder, and writes what their checks said.
 * @throws CommandError where there is no notebook, or no kernel; UsageError for an output of no known format.
 */
export async function grade(
  request: GradeRequest,
  terminal: Terminal,
  progress: ProgressLine,
): Promise<void> {
  if (request.output !== undefined) requireOutput(request.output, "grade");
  requireKernel();
  const { submissions, others } = findSubmissions(request.folder);
  const originals = readOriginals(request.assignment);
  const graded = await gradeAll(submissions, originals, request.timeLimit, progress);
  const sheets = sheetsOf(withCopies(graded));
  await terminal.pass(`${sheets.map(sheetText).join("\n\n")}\n`);
  if (others.length > 0)
    terminal.say(`\nNot read, since they are not notebooks: ${harmless(others.join(", "))}`);
  if (request.output === undefined) return;
  await writeTable(request.output, savedGrades(sheets));
  progress.end(`Wrote ${request.output}`);
}

async function gradeAll(
  submissions: readonly Submission[],
  originals: readonly Original[],
  limit: number,
  progress: ProgressLine,
): Promise<Graded[]> {
  const graded: Graded[] = [];
  const queue = submissions.entries();
  let done = 0;
  progress.begin(`Running ${submissions.length} ${submissions.length === 1 ? "notebook" : "notebooks"}`);
  const work = async (): Promise<void> => {
    for (const [k, submission] of queue) {
      graded[k] = await gradeSubmission(submission, originals, limit);
      progress.update(`${++done} of ${submissions.length}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  progress.end();
  return graded;
}

/** Notes where two learners worked with the numbers of the same one. */
function withCopies(graded: readonly Graded[]): Graded[] {
  const nameOf = ({ verdicts }: Graded): string =>
    [...verdicts.values()].find((one) => one.learner)?.learner ?? "";
  return graded.map((one) => {
    const name = nameOf(one);
    const others = graded.filter(
      (other) => name !== "" && other.learner !== one.learner && nameOf(other) === name,
    );
    if (others.length === 0) return one;
    const who = [...new Set(others.map(({ learner }) => learner))].join(", ");
    return { ...one, notes: [...one.notes, `has the numbers of learner("${name}"), as ${who}`] };
  });
}
