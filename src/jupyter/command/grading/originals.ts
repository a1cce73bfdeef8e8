/** The notebooks that were handed out, and how a submission differs from its own. */
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { largest } from "../../../lists";
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
    throw new CommandError(`--assignment ${path}: ${read.problem}.`, [], {
      argument: "assignment",
      actual: path,
    });
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
  const asked = read.cells.flatMap(({ isCode, text }) => (isCode ? exercisesIn(text) : []));
  return { name: basename(path, ".ipynb"), cells, exercises: [...new Set(asked)] };
}

/**
 * The original of a notebook: the one with which it shares most cells, or most exercises where its cells have lost their
 * ids; undefined where it shares neither.
 */
export function originalFor(cells: readonly Cell[], originals: readonly Original[]): Original | undefined {
  const exercises = new Set(cells.flatMap(({ text }) => exercisesIn(text)));
  const sharedCells = (original: Original): number =>
    cells.filter(({ id }) => original.cells.has(id ?? "")).length;
  const sharedExercises = (original: Original): number =>
    original.exercises.filter((id) => exercises.has(id)).length;
  return largestBy(originals, sharedCells) ?? largestBy(originals, sharedExercises);
}

/** What has become of the cells that ask and check an exercise, in a few words. */
export function changesOf(exercise: string, cells: readonly Cell[], original: Original): string[] {
  const about = [...original.cells].filter(([, { text }]) => exercisesIn(text).includes(exercise));
  const changes = about.flatMap(([id, before]) => {
    const isCheck = named(CHECKS, before.text).includes(exercise);
    const pattern = isCheck ? CHECKS : ASKS;
    const isThere = cells.some(({ text }) => named(pattern, text).includes(exercise));
    const now = cells.find((cell) => cell.id === id);
    if (!isThere)
      return [`${now === undefined ? "deleted" : "edited"} the ${isCheck ? "check" : "question"}`];
    // In the cell of an answer anything else may have changed.
    return isCheck || now === undefined || plain(now.text) === plain(before.text)
      ? []
      : ["edited the question"];
  });
  return [...new Set(changes)];
}

/** Whether the cell of an answer is as it was handed out, so that whatever stands in it is nobody's answer. */
export function isUntouched(exercise: string, cells: readonly Cell[], original: Original): boolean {
  const checking = [...original.cells].filter(([, { text }]) => named(CHECKS, text).includes(exercise));
  return checking.some(([, before]) => cells.some(({ text }) => plain(text) === plain(before.text)));
}

const exercisesIn = (text: string): string[] => [...named(ASKS, text), ...named(CHECKS, text)];

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

function named(pattern: RegExp, text: string): string[] {
  return Array.from(text.matchAll(pattern), ([, id]) => id);
}

/** The one with the largest value above 0. */
function largestBy<T>(all: readonly T[], valueOf: (one: T) => number): T | undefined {
  const values = all.map(valueOf);
  const most = largest(values);
  return most > 0 ? all[values.indexOf(most)] : undefined;
}
