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
  /** Writes a batch of users; what stands behind them is of an earlier batch. */
  fillUsers(users: readonly Row[], views: Views): void;
  /** What the kernel takes, before the scores. */
  numbers(at: Heap["at"]): readonly number[];
}

/** Puts a row of numbers into its place in panels of four: number by number, the four side by side. */
export function intoPanel(row: Float64Array, n: number, panels: Float64Array): void {
  const start = (n >> 2) * 4 * row.length + (n & 3);
  for (let t = 0; t < row.length; t++) panels[start + 4 * t] = row[t];
}
