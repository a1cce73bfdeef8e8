import { float64, heapBytes, LARGEST_HEAP } from "../../kernels/heap";
import type { Heap, Wanted } from "../../kernels/heap";
import { nonnegativeKernels } from "../../kernels/nonnegative";
import { epochsIn } from "../../kernels/epochs";
import { lengthInPanels, widthFor } from "../../kernels/panels";
import type { RunOptions, Tasks } from "../../kernels/run";
import type { Sliced } from "../../kernels/sliced";
import { roundsOf } from "../../kernels/table-tasks";
import { UncheckedWorkspace } from "../../kernels/unchecked-workspace";
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
  /** Lᵀ in strips. */
  readonly acrossL: Numbers;
  /** A Gram matrix, or the sums of a factor's columns. */
  readonly G: Numbers;
  readonly scratch: Numbers;
  readonly sums: Numbers;
}

const FACTORS = ["D", "Dt", "rowsL", "rowsU", "L", "U", "stripsL", "stripsU"] as const;

/** Whether tables of this shape, without unknown cells, are factorized by kernels. It goes by the shape alone. */
export function takesKernel(rows: number, columns: number, features: number): boolean {
  if (rows * columns * features < WORTH_A_KERNEL) return false;
  return heapBytes(layoutOf(new PanelTable(rows, columns, features), MOST_THREADS)) <= LARGEST_HEAP;
}

/** How many numbers each thread needs: for panels of a factor, or for three columns, a panel and a row of the table. */
function roomOf({ rows, columns, width, cut }: PanelTable): number {
  const panel = lengthInPanels(1, width);
  return Math.max(
    (Math.max(...cut.most) + 2) * panel,
    18 + panel + lengthInPanels(1, Math.max(rows, columns) + 2),
  );
}

function layoutOf(table: PanelTable, threads: number): Arrays {
  const { rows, width, cut } = table;
  return {
    ...table.layout(),
    acrossL: float64(width * widthFor(rows)),
    G: float64(width * width),
    scratch: float64(threads * roomOf(table)),
    sums: float64(2 * Math.max(...cut.parts)),
  };
}

/** A factorization of a table without unknown cells, by kernels. */
export class PanelProblem implements NonnegativeProblem {
  readonly cells: number;
  readonly update: Sliced<RunOptions, ProblemErrors>;
  readonly updateL: (how: RunOptions) => void;
  readonly errors: (how: RunOptions) => ProblemErrors;
  private readonly table: PanelTable;
  private readonly factors: { L: Float64Array; U: Float64Array };
  private readonly workspace: UncheckedWorkspace<Arrays>;
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
    this.workspace = new UncheckedWorkspace(
      nonnegativeKernels,
      (threads) => layoutOf(table, threads),
      (views, at, run) => {
        table.fill(data.values, { views, at }, run);
      },
    );
    this.ofZero = sumOfSquares(data.values);
    const epochs = <Result>(
      body: (heap: Heap<Arrays>) => Generator<Tasks, Result, void>,
    ): Sliced<RunOptions, Result> =>
      epochsIn(this.workspace, (heap) => {
        table.copyIn(this.factors, heap.views);
        return body(heap);
      });
    this.update = epochs((heap) => this.both(heap));
    this.updateL = epochs((heap) => this.first(heap));
    this.errors = epochs((heap) => this.exact(heap));
  }

  private *both(heap: Heap<Arrays>): Generator<Tasks, ProblemErrors, void> {
    const { views } = heap;
    yield this.sweep(heap, 2);
    const error = this.ofZero + total(views.sums.subarray(0, this.table.cut.parts[1]));
    const isExact = this.isDivergence || error < CANCELLED * this.ofZero;
    const errors = isExact ? yield* this.exact(heap) : alike(error);
    this.table.copyOut(views, this.factors);
    return errors;
  }

  private *first(heap: Heap<Arrays>): Generator<Tasks, void, void> {
    yield this.sweep(heap, 1);
    this.table.copyOutL(heap.views, this.factors);
  }

  rest(): void {
    this.workspace.rest();
  }

  private get isDivergence(): boolean {
    return this.options.loss === "kullback-leibler";
  }

  private sweep({ at }: Heap<Arrays>, halves: 1 | 2): Tasks {
    const { rows, columns, width, features, cut } = this.table;
    const { solver, regularization } = this.options;
    const factors = FACTORS.map((name) => at[name]);
    const shape = [rows, columns, width, features, cut.places, cut.parts[0], ...cut.most];
    const penalties = [regularization * columns, regularization * rows];
    const rounds = roundsOf(cut, halves);
    const rest = { tasks: total(rounds), rounds, operations: halves * rows * columns * width };
    if (this.isDivergence) {
      const more = [at.acrossL, at.acrossU, at.G, at.scratch, roomOf(this.table)];
      return { kernel: "divergenceSweep", numbers: [...factors, ...more, ...shape, ...penalties], ...rest };
    }
    const numbers = [...factors, at.G, at.scratch, at.sums, ...shape, ...penalties, solver === "mu" ? 1 : 0];
    return { kernel: "nonnegativeSweep", numbers, ...rest };
  }

  /** The errors of the factors, cell by cell. */
  private *exact({ views, at }: Heap<Arrays>): Generator<Tasks, ProblemErrors, void> {
    if (!this.isDivergence) {
      const tasks = yield* this.table.compare("squaredError", [at.scratch, at.sums], at);
      return alike(total(views.sums.subarray(0, tasks)));
    }
    const tasks = yield* this.table.compare("divergence", [at.scratch, roomOf(this.table), at.sums], at);
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

function total(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < numbers.length; k++) sum += numbers[k];
  return sum;
}
