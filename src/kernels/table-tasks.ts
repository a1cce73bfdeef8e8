import { PANEL, panelsFor, STRIP } from "./panels";

/** A task takes about so many multiplications: some twenty microseconds. */
const TASK = 2e5;
/** A factor of more numbers than this does not stay in the second cache: a task's panels share what they read of it. */
const LARGE = 64_000;
const LEAST_OF_LARGE = 4;
/** Two panels are updated side by side, so that neither waits for its own sums. */
const LEAST_PANELS = 2;
/** A task that moves factors takes about so many of their numbers. */
const PLACED = 8000;

/** How the updates of both factors are cut into tasks: by the shape alone, never by the threads. */
export interface TableTasks {
  /** How many panels a task takes: of L, and of Uᵀ. */
  readonly most: readonly [number, number];
  /** How many tasks the panels of each take. */
  readonly parts: readonly [number, number];
  /** How many tasks a Gram matrix takes. */
  readonly grams: number;
  /** How many tasks bring the factors into their places. */
  readonly places: number;
}

/** For data of rows × columns and factors of this width. */
export function tasksOf(rows: number, columns: number, width: number): TableTasks {
  const panelsIn = (own: number, other: number): number => {
    const least = other * width > LARGE ? LEAST_OF_LARGE : LEAST_PANELS;
    return Math.min(panelsFor(own), Math.max(least, Math.floor(TASK / (PANEL * other * width))));
  };
  const most = [panelsIn(rows, columns), panelsIn(columns, rows)] as const;
  const parts = [Math.ceil(panelsFor(rows) / most[0]), Math.ceil(panelsFor(columns) / most[1])] as const;
  const places = Math.ceil(((rows + columns) * width) / PLACED);
  return { most, parts, grams: width / STRIP, places };
}

/** The rounds of an iteration, or of its first half, by how many tasks they have. */
export function roundsOf({ places, grams, parts }: TableTasks, halves: 1 | 2 = 2): number[] {
  const first = [places, grams, parts[0]];
  return halves === 1 ? first : [...first, grams, parts[1]];
}
