import { float64, heapBytes, LARGEST_HEAP } from "../../kernels/heap";
import type { Heap, Wanted } from "../../kernels/heap";
import { lengthInPanels, panelsFor, transposedIntoStrips } from "../../kernels/panels";
import { despiteLostThreads } from "../../kernels/run";
import type { RunOptions, Tasks } from "../../kernels/run";
import { tasksOf } from "../../kernels/table-tasks";
import { tableKernels } from "../../kernels/tables";
import { Workspace } from "../../kernels/workspace";
import { sumOfSquares } from "../../numerics/dense";
import { PanelTable } from "../tables/panel-table";
import type { Factors, PanelLayout } from "../tables/panel-table";

/** With fewer multiplications of data and factors, the kernel's preparations take longer than plain loops. */
const WORTH_A_KERNEL = 2e3;
/** Where less than this share of the squares is left, their sum by Gram matrices has lost digits. */
const CANCELLED = 1e-4;
const MOST_THREADS = 256;

interface Arrays extends PanelLayout {
  readonly G: Wanted<"float64">;
  readonly scratch: Wanted<"float64">;
  readonly sums: Wanted<"float64">;
}

/** The arrays in the order in which the kernel takes them. */
const ARRAYS = ["D", "Dt", "L", "U", "stripsL", "stripsU", "G", "scratch", "sums"] as const;

/** The original notebook's training of D (rows × columns) ≈ L·U by kernels; L and U are read and updated in place. */
export interface GramDescent {
  /** The sum of squared errors. */
  squaredError(how: RunOptions): number;
  /**
   * One iteration, as `byGram` of src/numerics/gradient-iteration.ts does it; returns the sum of squared errors. Where it is
   * stopped on its way, it has changed nothing.
   */
  iterate(rate: number, regularization: number, how: RunOptions): number;
  /** No further iteration is to come for now. */
  rest(): void;
}

/** Whether tables of this shape are trained by kernels. It goes by the shape alone, so that the bytes do. */
export function takesKernel(rows: number, columns: number, features: number): boolean {
  if (rows * columns * features < WORTH_A_KERNEL) return false;
  return heapBytes(layoutOf(new PanelTable(rows, columns, features), MOST_THREADS)) <= LARGEST_HEAP;
}

function layoutOf(table: PanelTable, threads: number): Arrays {
  const { rows, columns, width } = table;
  const { parts, most } = tasksOf(rows, columns, width);
  return {
    ...table.layout(),
    G: float64(width * width),
    scratch: float64(threads * Math.max(18, Math.max(...most) * lengthInPanels(1, width))),
    sums: float64(parts),
  };
}

/** Prepares it. @param ofZero Σ D². */
export function gramDescent(
  D: Float64Array,
  factors: Factors,
  rows: number,
  features: number,
  columns: number,
  ofZero: number = sumOfSquares(D),
): GramDescent {
  const table = new PanelTable(rows, columns, features);
  const { width } = table;
  const { parts, most } = tasksOf(rows, columns, width);
  const operations = rows * columns * width;
  const layout = (threads: number): Arrays => layoutOf(table, threads);
  const workspace = new Workspace(tableKernels, layout, (views, at, run) =>
    table.fill(D, { views, at }, run),
  );

  const iterate = (rate: number, regularization: number, how: RunOptions): number =>
    workspace.epoch(how, (heap, run) => {
      const { views, at } = heap;
      table.copyIn(factors, views);
      const shape = [rows, columns, width, features, parts, ...most];
      const steps = [
        (2 * rate) / columns,
        regularization * columns,
        (2 * rate) / rows,
        regularization * rows,
      ];
      const numbers = [...ARRAYS.map((name) => at[name]), ...shape, ...steps];
      const tasks = 4 * parts;
      run({ kernel: "gradientDescent", numbers, tasks, perRound: parts, operations: 2 * operations });
      const error = ofZero + total(views.sums);
      const shown = error < CANCELLED * ofZero ? exactError(table, heap, most[0], run) : error;
      table.copyOut(views, factors);
      return shown;
    });
  const squaredError = (how: RunOptions): number =>
    workspace.epoch(how, (heap, run) => {
      table.copyIn(factors, heap.views);
      return exactError(table, heap, most[0], run);
    });
  return {
    squaredError: (how) => despiteLostThreads(() => squaredError(how)),
    iterate: (...all) => despiteLostThreads(() => iterate(...all)),
    rest: () => {
      workspace.rest();
    },
  };
}

/** The sum of squared errors of the factors in the panels, cell by cell. */
function exactError(
  { rows, columns, width }: PanelTable,
  { views, at }: Heap<Arrays>,
  most: number,
  run: (tasks: Tasks) => void,
): number {
  transposedIntoStrips(views.U, columns, width, views.stripsU);
  const numbers = [at.D, at.L, at.stripsU, at.scratch, at.sums, rows, columns, width, most];
  const tasks = Math.ceil(panelsFor(rows) / most);
  run({ kernel: "squaredError", numbers, tasks, operations: rows * columns * width });
  return total(views.sums.subarray(0, tasks));
}

function total(sums: Float64Array): number {
  return sums.reduce((sum, x) => sum + x, 0);
}
