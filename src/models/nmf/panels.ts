import { float64, heapBytes, LARGEST_HEAP } from "../../kernels/heap";
import type { Heap, Wanted } from "../../kernels/heap";
import { nonnegativeKernels } from "../../kernels/nonnegative";
import { lengthInPanels, panelsFor, transposedIntoStrips } from "../../kernels/panels";
import { despiteLostThreads } from "../../kernels/run";
import type { RunOptions, Tasks } from "../../kernels/run";
import { tasksOf } from "../../kernels/table-tasks";
import { Workspace } from "../../kernels/workspace";
import type { Matrix } from "../../matrix/matrix";
import { sumOfSquares } from "../../numerics/dense";
import { PanelTable } from "../tables/panel-table";
import type { PanelLayout } from "../tables/panel-table";
import type { NonnegativeProblem, ProblemErrors, SolverOptions } from "./problem";

/** With fewer multiplications of data and factors, the kernel's preparations take longer than plain loops. */
const WORTH_A_KERNEL = 2e3;
/** Where less than this share of the squares is left, their sum by Gram matrices has lost digits. */
const CANCELLED = 1e-6;
const MOST_THREADS = 256;

type Numbers = Wanted<"float64">;
interface Arrays extends PanelLayout {
  /** The transposes of L and Uᵀ in strips. */
  readonly acrossL: Numbers;
  readonly acrossU: Numbers;
  /** A Gram matrix, or the sums of a factor's columns. */
  readonly G: Numbers;
  readonly scratch: Numbers;
  readonly sums: Numbers;
}

const FACTORS = ["D", "Dt", "L", "U", "stripsL", "stripsU"] as const;

/** Whether tables of this shape, without unknown cells, are factorized by kernels. It goes by the shape alone. */
export function takesKernel(rows: number, columns: number, features: number): boolean {
  if (rows * columns * features < WORTH_A_KERNEL) return false;
  return heapBytes(layoutOf(new PanelTable(rows, columns, features), MOST_THREADS)) <= LARGEST_HEAP;
}

/** How many numbers each thread needs: for panels of a factor, or for three columns, a panel and a row of the table. */
function roomOf({ rows, columns, width }: PanelTable): number {
  const { most } = tasksOf(rows, columns, width);
  const panel = lengthInPanels(1, width);
  return Math.max(
    (Math.max(...most) + 1) * panel,
    18 + panel + lengthInPanels(1, Math.max(rows, columns) + 2),
  );
}

function layoutOf(table: PanelTable, threads: number): Arrays {
  const { rows, columns, width } = table;
  const factors = table.layout();
  return {
    ...factors,
    acrossL: factors.stripsL,
    acrossU: factors.stripsU,
    G: float64(width * width),
    scratch: float64(threads * roomOf(table)),
    sums: float64(2 * tasksOf(rows, columns, width).parts),
  };
}

/** A factorization of a table without unknown cells, by kernels. */
export class PanelProblem implements NonnegativeProblem {
  readonly cells: number;
  private readonly table: PanelTable;
  private readonly factors: { L: Float64Array; U: Float64Array };
  private readonly workspace: Workspace<Arrays>;
  private readonly most: readonly [number, number];
  private readonly parts: number;
  private readonly ofZero: number;

  constructor(
    data: Matrix,
    L: Matrix,
    U: Matrix,
    private readonly options: SolverOptions,
  ) {
    const table = new PanelTable(data.rows, data.columns, L.columns);
    this.table = table;
    this.cells = data.values.length;
    this.factors = { L: L.values, U: U.values };
    ({ parts: this.parts, most: this.most } = tasksOf(table.rows, table.columns, table.width));
    this.workspace = new Workspace(
      nonnegativeKernels,
      (threads) => layoutOf(table, threads),
      (views, at, run) => table.fill(data.values, { views, at }, run),
    );
    this.ofZero = sumOfSquares(data.values);
  }

  update(how: RunOptions): ProblemErrors {
    return this.epoch(how, (heap, run) => {
      const { views } = heap;
      this.sweep(heap, 4 * this.parts, run);
      const error = this.ofZero + total(views.sums.subarray(0, this.parts));
      const isExact = this.isDivergence || error < CANCELLED * this.ofZero;
      const errors = isExact ? this.exact(heap, run) : alike(error);
      this.table.copyOut(views, this.factors);
      return errors;
    });
  }

  updateL(how: RunOptions): void {
    this.epoch(how, (heap, run) => {
      this.sweep(heap, 2 * this.parts, run);
      this.table.copyOutL(heap.views, this.factors);
    });
  }

  errors(how: RunOptions): ProblemErrors {
    return this.epoch(how, (heap, run) => this.exact(heap, run));
  }

  private get isDivergence(): boolean {
    return this.options.loss === "kullback-leibler";
  }

  private epoch<Result>(
    how: RunOptions,
    body: (heap: Heap<Arrays>, run: (tasks: Tasks) => void) => Result,
  ): Result {
    return despiteLostThreads(() =>
      this.workspace.epoch(how, (heap, run) => {
        this.table.copyIn(this.factors, heap.views);
        return body(heap, run);
      }),
    );
  }

  private sweep({ views, at }: Heap<Arrays>, tasks: number, run: (tasks: Tasks) => void): void {
    const { rows, columns, width, features } = this.table;
    const { solver, regularization } = this.options;
    const factors = FACTORS.map((name) => at[name]);
    const shape = [rows, columns, width, features, this.parts, ...this.most];
    const penalties = [regularization * columns, regularization * rows];
    const rest = { tasks, perRound: this.parts, operations: 2 * rows * columns * width };
    if (this.isDivergence) {
      transposedIntoStrips(views.U, columns, width, views.acrossU);
      const more = [at.acrossL, at.acrossU, at.G, at.scratch, roomOf(this.table)];
      run({ kernel: "divergenceSweep", numbers: [...factors, ...more, ...shape, ...penalties], ...rest });
      return;
    }
    const numbers = [...factors, at.G, at.scratch, at.sums, ...shape, ...penalties, solver === "mu" ? 1 : 0];
    run({ kernel: "nonnegativeSweep", numbers, ...rest });
  }

  /** The errors of the factors in the panels, cell by cell. */
  private exact({ views, at }: Heap<Arrays>, run: (tasks: Tasks) => void): ProblemErrors {
    const { rows, columns, width } = this.table;
    const [most] = this.most;
    transposedIntoStrips(views.U, columns, width, views.acrossU);
    const tasks = Math.ceil(panelsFor(rows) / most);
    const operations = rows * columns * width;
    const shape = [rows, columns, width, most];
    if (!this.isDivergence) {
      const numbers = [at.D, at.L, at.acrossU, at.scratch, at.sums, ...shape];
      run({ kernel: "squaredError", numbers, tasks, operations });
      return alike(total(views.sums.subarray(0, tasks)));
    }
    const numbers = [at.D, at.L, at.acrossU, at.scratch, roomOf(this.table), at.sums, ...shape];
    run({ kernel: "divergence", numbers, tasks, operations });
    let [squared, divergence] = [0, 0];
    for (let task = 0; task < tasks; task++) {
      squared += views.sums[2 * task];
      divergence += views.sums[2 * task + 1];
    }
    // Rounding can put a perfect fit below zero.
    return { squared, lowered: 2 * Math.max(0, divergence), unit: 1 };
  }
}

function alike(squared: number): ProblemErrors {
  return { squared, lowered: squared, unit: 1 };
}

function total(sums: Float64Array): number {
  return sums.reduce((sum, x) => sum + x, 0);
}
