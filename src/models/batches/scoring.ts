import type { Heap, Layout } from "../../kernels/heap";
import type { Row } from "../recommender/parameters";

/** Items stand side by side in panels of this many; rows of scores are filled up to a multiple of it. */
export const PANEL = 16;

/** The arrays that a kernel works on, and where each begins. */
export type Views = Heap["views"];

/**
 * How a kernel scores many users at once: to the same bytes as the model does one by one. Users come in batches, which are
 * filled up to a multiple of four.
 */
export interface Scoring {
  /** The kernel that writes a row of scores for each user of a batch. */
  readonly kernel: string;
  /** About how many multiplications the scores of one user take. */
  readonly operations: number;
  /** Whether a task of the kernel is some users of the batch, or some panels of items. */
  readonly tasksOf: "users" | "panels";
  /** The arrays of the items, and those of a batch of so many users. */
  layout(items: number, users: number, threads: number): Layout;
  /** Writes what is the same for all users. */
  fillItems(views: Views): void;
  /**
   * Scores in 32-bit floats instead, out of which a kernel finds lists: the same ones. Null where that does not pay.
   * @param count the length of a list. @param items how many items there are.
   */
  rounded?(count: number, items: number): RoundedScoring | null;
  /** Writes a batch of users; what stands behind them is of an earlier batch. */
  fillUsers(users: readonly Row[], views: Views): void;
  /** What the kernel takes, before the scores. */
  numbers(at: Heap["at"]): readonly number[];
}

/** A {@link Scoring} whose scores are rounded. */
export interface RoundedScoring extends Scoring {
  /** What the kernel that finds lists takes, before the scores. */
  topNumbers(at: Heap["at"]): readonly number[];
}

/** Puts a row of numbers into its place in panels: number by number, those of a panel side by side. */
export function intoPanel(
  row: Float64Array,
  n: number,
  panels: Float64Array | Float32Array,
  size: number = 4,
): void {
  const start = Math.floor(n / size) * size * row.length + (n % size);
  for (let t = 0; t < row.length; t++) panels[start + size * t] = row[t];
}
