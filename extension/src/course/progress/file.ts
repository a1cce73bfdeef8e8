import type { ExerciseProgress, LearnerProgress, Progress } from "./progress";

/** The name of the file with the progress, beside the notebooks. */
export const PROGRESS_FILE = "course-progress.json";

/** More than any class has. */
const MOST = { learners: 1000, exercises: 1000, count: 1_000_000, text: 200 } as const;

/** A progress file as text; the same progress gives the same bytes. */
export function progressText(progress: Progress): string {
  const learners = sorted(progress.learners).map(([name, exercises]) => [
    name,
    Object.fromEntries(sorted(exercises)),
  ]);
  return `${JSON.stringify({ version: 1, learners: Object.fromEntries(learners) as unknown }, null, 2)}\n`;
}

function sorted<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
}

/** Reads a progress file, which may hold anything; null where it is none. */
export function readProgress(text: string): Progress | null {
  try {
    const { version, learners } = JSON.parse(text) as { version?: unknown; learners?: unknown };
    if (version !== 1) return null;
    const read = entries(learners, MOST.learners).map(([name, exercises]) => [name, readLearner(exercises)]);
    return { version: 1, learners: Object.fromEntries(read) as Progress["learners"] };
  } catch {
    return null;
  }
}

function readLearner(exercises: unknown): LearnerProgress {
  const read = entries(exercises, MOST.exercises).map(([id, exercise]) => [id, readExercise(exercise)]);
  return Object.fromEntries(read) as LearnerProgress;
}

function readExercise(value: unknown): ExerciseProgress {
  const { title, right, tries, hints, solution } = value as Record<string, unknown>;
  return {
    title: typeof title === "string" ? title.slice(0, MOST.text) : "",
    right: right === true,
    tries: count(tries),
    hints: count(hints),
    solution: solution === true,
  };
}

function count(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? Math.min(value, MOST.count) : 0;
}

/** The entries of a record of records. @throws Error if it is none, or too large. */
function entries(value: unknown, most: number): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("no record");
  const found = Object.entries(value as Record<string, unknown>);
  if (found.length > most || found.some(([, item]) => typeof item !== "object" || item === null))
    throw new Error("no record of records");
  return found.map(([key, item]) => [key.slice(0, MOST.text), item]);
}

/** The progress as a table for spreadsheets: a line for each learner and exercise. */
export function progressCsv(progress: Progress): string {
  const lines = [["learner", "exercise", "title", "right", "tries", "hints", "solution"]];
  for (const [learner, exercises] of sorted(progress.learners)) {
    for (const [id, { title, right, tries, hints, solution }] of sorted(exercises))
      lines.push([learner, id, title, yes(right), String(tries), String(hints), yes(solution)]);
  }
  return lines.map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
}

const yes = (flag: boolean): string => (flag ? "yes" : "no");

/** A cell that a spreadsheet reads as text, also where it begins like a formula. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
