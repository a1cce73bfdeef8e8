/** The notebooks that were handed out, and how a submission differs from its own. */
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { packageFolder } from "../../package";
import { CommandError } from "../errors";
import { readNotebook, type Cell } from "./notebook-file";

/** A notebook as learners got it. */
export interface Original {
  name: string;
  /** Its cells, by their ids. */
  cells: Map<string, Cell>;
  /** The ids of its exercises, in order. */
  exercises: string[];
}

const ASKS = /\bexercise\(\s*["'`]([^"'`]+)["'`]/g;
const CHECKS = /\bcheck\(\s*["'`]([^"'`]+)["'`]/g;

/**
 * The notebooks of the course, or the one that a teacher names.
 * @throws CommandError where that one cannot be read, or has no exercise.
 */
export function readOriginals(assignment: string | undefined): Original[] {
  if (assignment !== undefined) return [namedOriginal(assignment)];
  const folder = join(packageFolder, "notebooks");
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".ipynb")) : [];
  return files.sort().flatMap((name) => originalOf(join(folder, name)) ?? []);
}

function namedOriginal(path: string): Original {
  const read = readNotebook(path);
  if ("problem" in read)
    throw new CommandError(`--assignment ${path}: ${read.problem}.`, [], { argument: "assignment", actual: path });
  const original = originalOf(path);
  if (original !== undefined && original.exercises.length > 0) return original;
  throw new CommandError(`--assignment ${path}: it has no cell with check("…").`, [], {
    argument: "assignment",
    actual: path,
  });
}

function originalOf(path: string): Original | undefined {
  const read = readNotebook(path);
  if ("problem" in read) return undefined;
  const cells = new Map(read.cells.flatMap((cell) => (cell.id === undefined ? [] : [[cell.id, cell]])));
  const asked = read.cells.flatMap(({ isCode, text }) => (isCode ? [...named(ASKS, text), ...named(CHECKS, text)] : []));
  return { name: basename(path, ".ipynb"), cells, exercises: [...new Set(asked)] };
}

/** The original with which a notebook shares most cells; undefined where it shares none. */
export function originalFor(cells: readonly Cell[], originals: readonly Original[]): Original | undefined {
  const shared = (original: Original): number =>
    cells.filter(({ id }) => id !== undefined && original.cells.has(id)).length;
  const counts = originals.map(shared);
  const most = Math.max(...counts);
  return most > 0 ? originals[counts.indexOf(most)] : undefined;
}

/** What has become of the cells that ask and check an exercise; a word for each that is not as it was. */
export function changesOf(exercise: string, cells: readonly Cell[], original: Original): string[] {
  const there = new Map(cells.flatMap((cell) => (cell.id === undefined ? [] : [[cell.id, cell]])));
  const about = [...original.cells].filter(([, { text }]) => [...named(ASKS, text), ...named(CHECKS, text)].includes(exercise));
  const changes = about.flatMap(([id, before]) => {
    const now = there.get(id);
    if (now === undefined) return ["cell deleted"];
    // In the cell of the answer, anything may have changed but what is asked and checked.
    return isSame(before.text, now.text, exercise) ? [] : ["cell edited"];
  });
  return [...new Set(changes)];
}

function isSame(before: string, now: string, exercise: string): boolean {
  if (!named(CHECKS, before).includes(exercise)) return plain(before) === plain(now);
  return [ASKS, CHECKS].every((pattern) => {
    const wanted = named(pattern, before);
    return wanted.every((id) => named(pattern, now).includes(id));
  });
}

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

function named(pattern: RegExp, text: string): string[] {
  return Array.from(text.matchAll(pattern), ([, id]) => id);
}
