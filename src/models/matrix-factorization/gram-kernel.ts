import { float64, heapBytes, LARGEST_HEAP } from "../../kernels/heap";
import type { Heap, Layout, Wanted } from "../../kernels/heap";
import {
  fromPanels,
  intoPanels,
  intoStrips,
  lengthInPanels,
  panelsFor,
  transposedIntoStrips,
  widthFor,
} from "../../kernels/panels";
import { despiteLostThreads } from "../../kernels/run";
import type { RunOptions, Tasks } from "../../kernels/run";
import { tasksOf } from "../../kernels/table-tasks";
import { tableKernels } from "../../kernels/tables";
import { Workspace } from "../../kernels/workspace";
import { sumOfSquares } from "../../numerics/dense";

/** With fewer multiplications of data and factors, the kernel's preparations take longer than plain loops. */
const WORTH_A_KERNEL = 2e4;
/** Where less than this share of the squares is left, their sum by Gram matrices has lost digits. */
const CANCELLED = 1e-4;

/** The arrays in the order in which the kernel takes them. */
const ARRAYS = ["D", "Dt", "L", "U", "stripsL", "stripsU", "G", "scratch", "sums"] as const;
type Arrays = Layout & Readonly<Record<(typeof ARRAYS)[number], Wanted<"float64">>>;

/** The original notebook's training of D (rows × columns) ≈ L·U by kernels; L and U are read and updated in place. */
export interface GramDescent {
  /** The sum of squared errors. */
  squaredError(how: RunOptions): number;
  /** One iteration, as `byGram` of src/numerics/gradient-iteration.ts does it; returns the sum of squared errors. */
  iterate(rate: number, regularization: number, how: RunOptions): number;
}

/** Whether tables of this shape are trained by kernels. It goes by the shape alone, so that the bytes do. */
export function takesKernel(rows: number, columns: number, features: number): boolean {
  const most = 256;
  return (
    rows * columns * features >= WORTH_A_KERNEL &&
    heapBytes(layoutOf(rows, columns, features, most)) <= LARGEST_HEAP
  );
}

function layoutOf(rows: number, columns: number, features: number, threads: number): Arrays {
  const width = widthFor(features);
  const { parts, most } = tasksOf(rows, columns, width);
  return {
    D: float64(lengthInPanels(rows, columns)),
    Dt: float64(lengthInPanels(columns, rows)),
    L: float64(lengthInPanels(rows, width)),
    U: float64(lengthInPanels(columns, width)),
    stripsL: float64(rows * width),
    // Of Uᵀ while training, of U for the errors alone.
    stripsU: float64(width * widthFor(columns)),
    G: float64(width * width),
    scratch: float64(threads * Math.max(18, Math.max(...most) * lengthInPanels(1, width))),
    sums: float64(parts),
  };
}

/** Prepares it. */
export function gramDescent(
  D: Float64Array,
  L: Float64Array,
  U: Float64Array,
  rows: number,
  features: number,
  columns: number,
): GramDescent {
  const width = widthFor(features);
  const { parts, most } = tasksOf(rows, columns, width);
  const [asL, asU] = [{ row: features, column: 1 }, { row: 1, column: columns }];
  const operations = rows * columns * width;
  const layout = (threads: number): Arrays => layoutOf(rows, columns, features, threads);
  const workspace = new Workspace(tableKernels, layout, (views) => {
    intoPanels(D, { row: columns, column: 1 }, rows, columns, columns, views.D);
    intoPanels(D, { row: 1, column: columns }, columns, rows, rows, views.Dt);
  });
  const ofZero = sumOfSquares(D);

  /** Of the factors that are in the panels. */
  const exact: Body = ({ views, at }, run) => {
    transposedIntoStrips(views.U, columns, width, views.stripsU);
    const numbers = [at.D, at.L, at.stripsU, at.scratch, at.sums, rows, columns, width, most[0]];
    const tasks = Math.ceil(panelsFor(rows) / most[0]);
    run({ kernel: "squaredError", numbers, tasks, operations });
    return total(views.sums.subarray(0, tasks));
  };
  const copyIn = ({ views }: Heap<Arrays>): void => {
    intoPanels(L, asL, rows, features, width, views.L);
    intoPanels(U, asU, columns, features, width, views.U);
  };
  const iterate = (rate: number, regularization: number, how: RunOptions): number =>
    workspace.epoch(how, (heap, run) => {
      const { views, at } = heap;
      copyIn(heap);
      intoStrips(U, asU, columns, features, views.stripsU);
      const shape = [rows, columns, width, features, parts, ...most];
      const steps = [(2 * rate) / columns, regularization * columns, (2 * rate) / rows, regularization * rows];
      const numbers = [...ARRAYS.map((name) => at[name]), ...shape, ...steps];
      const tasks = 4 * parts;
      run({ kernel: "gradientDescent", numbers, tasks, perRound: parts, operations: 2 * operations });
      const error = ofZero + total(views.sums);
      const shown = error < CANCELLED * ofZero ? exact(heap, run) : error;
      fromPanels(views.L, width, rows, features, asL, L);
      fromPanels(views.U, width, columns, features, asU, U);
      return shown;
    });
  const squaredError = (how: RunOptions): number =>
    workspace.epoch(how, (heap, run) => {
      copyIn(heap);
      return exact(heap, run);
    });
  return {
    squaredError: (how) => despiteLostThreads(() => squaredError(how)),
    iterate: (...all) => despiteLostThreads(() => iterate(...all)),
  };
}

type Body = (heap: Heap<Arrays>, run: (tasks: Tasks) => void) => number;

function total(sums: Float64Array): number {
  return sums.reduce((sum, x) => sum + x, 0);
}
