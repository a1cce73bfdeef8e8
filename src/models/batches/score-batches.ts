import { float64, heapBytes, LARGEST_HEAP } from "../../kernels/heap";
import type { Heap, Layout } from "../../kernels/heap";
import { availableMemory } from "../../matrix/memory";
import { ratingKernels } from "../../kernels/ratings";
import type { RunOptions, Tasks } from "../../kernels/run";
import { wholeEpoch } from "../../kernels/in-slices";
import { Workspace } from "../../kernels/workspace";
import type { Row } from "../recommender/parameters";
import { PANEL } from "./scoring";
import type { Scoring } from "./scoring";

/** About how many scores a batch has; they stay in the processor's last cache. */
const BATCH_SCORES = 2 ** 21;
/** About how many multiplications a task takes: some milliseconds, since interrupts are looked at between two of them. */
const TASK_OPERATIONS = 3e7;

/** Any machine has this many bytes; to ask how many are free takes as long as small lists. */
const SMALL = 1e8;

const upTo = (count: number, step: number): number => Math.ceil(count / step) * step;

/** What runs kernels on the scores of one batch: `from` is the first user's place among all. */
export type OnBatch = (heap: Heap, run: (tasks: Tasks) => void, from: number, users: number) => void;

/** Scores all items for many users, batch by batch. Batches and tasks depend on the sizes alone, so that no byte depends on threads. */
export class ScoreBatches {
  /** The length of a row of scores. */
  readonly stride: number;
  /** How many users a batch has, a multiple of four. */
  readonly size: number;

  constructor(
    private readonly scoring: Scoring,
    items: number,
    private readonly users: number,
  ) {
    this.stride = upTo(items, PANEL);
    const wanted = Math.floor(BATCH_SCORES / this.stride);
    this.size = upTo(Math.min(this.users, Math.max(1, Math.min(512, wanted))), 4);
  }

  /** How many users of a batch a task takes, where all users together take so many operations each. */
  perTask(operations: number): number {
    return upTo(Math.max(1, Math.min(32, Math.floor(TASK_OPERATIONS / operations))), 4);
  }

  private layoutOf(threads: number): Layout {
    const { stride, size } = this;
    return { ...this.scoring.layout(stride, size, threads), scores: float64(size * stride) };
  }

  /** Whether the arrays, and those of `more`, fit into the memory that is free and that kernels reach. */
  fit(more: Layout, threads: number): boolean {
    const bytes = heapBytes({ ...this.layoutOf(threads), ...more });
    return bytes < LARGEST_HEAP && (bytes < SMALL || bytes < availableMemory());
  }

  /**
   * Scores all users, and calls `onBatch` after each batch, which finds the rows in `scores`.
   * @param rowsOf the parameters of the users from one place up to another.
   * @param more further arrays.
   */
  run(
    rowsOf: (from: number, to: number) => readonly Row[],
    more: Layout,
    options: RunOptions,
    onBatch: OnBatch,
  ): void {
    const { scoring } = this;
    const layout = (threads: number): Layout => ({ ...this.layoutOf(threads), ...more });
    const workspace = new Workspace(ratingKernels, layout, (views) => scoring.fillItems(views));
    for (let from = 0; from < this.users; from += this.size) {
      const rows = rowsOf(from, Math.min(this.users, from + this.size));
      wholeEpoch(workspace, options, (heap, run) => {
        scoring.fillUsers(rows, heap.views);
        run(this.tasks(heap, rows.length));
        onBatch(heap, run, from, rows.length);
      });
    }
  }

  private tasks({ at }: Heap, rows: number): Tasks {
    const { scoring, stride } = this;
    const users = upTo(rows, 4);
    const operations = scoring.operations * users;
    const ofUsers = scoring.tasksOf === "users";
    const panels = stride / PANEL;
    const perTask = ofUsers
      ? this.perTask(scoring.operations)
      : Math.max(1, Math.min(8, Math.floor((panels * TASK_OPERATIONS) / operations)));
    return {
      kernel: scoring.kernel,
      numbers: [...scoring.numbers(at), at.scores, stride, ofUsers ? users : rows, perTask],
      tasks: Math.ceil((ofUsers ? users : panels) / perTask),
      operations,
    };
  }
}
