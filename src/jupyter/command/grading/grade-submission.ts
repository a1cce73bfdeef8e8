/** Runs a notebook as it was handed in, and keeps what its checks said. */
import { dirname } from "node:path";
import { CommandError } from "../errors";
import { HeadlessKernel, type CellEnd } from "./headless-kernel";
import { readNotebook, type Cell } from "./notebook-file";
import { changesOf, isUntouched, originalFor, type Original } from "./originals";
import type { Submission } from "./submissions";
import { addVerdict, verdictOf, withdraw, type Verdicts } from "./verdicts";

/** So many cells may take too long; what follows then is not run. */
const MOST_STOPPED = 3;

/** More answers than these in one notebook are worth a note. */
const MOST_TRIES = 3;

/** What came of a submission. */
export interface Graded extends Submission {
  /** The notebook that was handed out; undefined where none is like it. */
  original: Original | undefined;
  verdicts: Verdicts;
  /** Whether it could be read and run. */
  isRun: boolean;
  /** What a teacher should know, in a few words each. */
  notes: string[];
}

/**
 * Grades one submission. Whatever is wrong with it becomes a note.
 * @param limit seconds that a cell may take.
 */
export async function gradeSubmission(
  submission: Submission,
  originals: readonly Original[],
  limit: number,
): Promise<Graded> {
  const read = readNotebook(submission.path);
  const nothing = { ...submission, original: undefined, verdicts: new Map(), isRun: false };
  if ("problem" in read) return { ...nothing, notes: [read.problem] };
  const original = originalFor(read.cells, originals);
  const code = read.cells.filter(({ isCode }) => isCode);
  const kernel = await startedKernel(dirname(submission.path));
  if (typeof kernel === "string") return { ...nothing, original, notes: [kernel] };
  const { verdicts, notes } = await runCells(kernel, code, limit);
  const untouched = (original?.exercises ?? []).filter((id) => isUntouched(id, read.cells, original!));
  for (const exercise of untouched) withdraw(verdicts, exercise);
  const changes = (original?.exercises ?? []).flatMap((exercise) =>
    changesOf(exercise, read.cells, original!).map((change) => `${exercise}: ${change}`),
  );
  const unknown = original === undefined ? ["shares no cell with the notebook that was handed out"] : [];
  return {
    ...submission,
    original,
    verdicts,
    isRun: true,
    notes: [...unknown, ...changes, ...guessed(verdicts), ...notes],
  };
}

/** Exercises for which so many answers were checked that the right one may have been found by trying. */
function guessed(verdicts: Verdicts): string[] {
  return [...verdicts.values()]
    .filter(({ state, tries }) => state === "right" && tries > MOST_TRIES)
    .map(({ exercise, tries }) => `${exercise}: ${tries} answers were checked, until one was right`);
}

/** A kernel; or why there is none, which on a busy machine may happen to one of many. */
async function startedKernel(folder: string): Promise<HeadlessKernel | string> {
  try {
    return await HeadlessKernel.start(folder);
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
}

async function runCells(
  kernel: HeadlessKernel,
  cells: readonly Cell[],
  limit: number,
): Promise<{ verdicts: Verdicts; notes: string[] }> {
  const verdicts: Verdicts = new Map();
  const notes: string[] = [];
  let stopped = 0;
  try {
    for (const [k, { text }] of cells.entries()) {
      const end = await kernel.execute(text, limit, (data) => addVerdict(verdicts, verdictOf(data)));
      const note = noteOf(end, text, limit);
      if (note !== undefined) notes.push(`code cell ${k + 1} ${note}`);
      if (end.how === "stopped" && ++stopped === MOST_STOPPED) notes.push("the cells after it were not run");
      if (end.how === "ended" || stopped === MOST_STOPPED) break;
    }
  } finally {
    await kernel.end();
  }
  return { verdicts, notes };
}

function noteOf(end: CellEnd, text: string, limit: number): string | undefined {
  if (end.how === "stopped") return `was stopped after ${limit} s`;
  if (end.how === "ended") return "ended the kernel; the cells after it were not run";
  // nbgrader's cells fail to say that an answer is wrong, which the check before them has said.
  if (end.how === "done" || /^\s*grade\(/m.test(text)) return undefined;
  return `failed: ${`${end.name}: ${end.message}`.split("\n")[0].slice(0, 80)}`;
}
