import { float64, heapBytes, LARGEST_HEAP } from "../../kernels/heap";
import type { Heap, Wanted } from "../../kernels/heap";
import { epochsIn } from "../../kernels/epochs";
import { lengthInPanels } from "../../kernels/panels";
import type { RunOptions, Tasks } from "../../kernels/run";
import type { Sliced } from "../../kernels/sliced";
import { roundsOf } from "../../kernels/table-tasks";
import { tableKernels } from "../../kernels/tables";
import { UncheckedWorkspace } from "../../kernels/unchecked-workspace";
import { sumOfSquares } from "../../numerics/dense";
import { PanelTable } from "../tables/panel-table";
import type { Factors, PanelLayout } from "../tables/panel-table";
import type { Iteration } from "../tables/table-training";

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
const ARRAYS = [
  ...(["D", "Dt", "rowsL", "rowsU", "L", "U", "stripsL", "stripsU"] as const),
  ...(["G", "scratch", "sums"] as const),
];

/** The original notebook's training of D (rows × columns) ≈ L·U by kernels; L and U are read and updated in place. */
export interface GramDescent {
  /** The sum of squared errors. */
  squaredError(how: RunOptions): number;
  /**
   * Iterations, as `byGram` of src/numerics/gradient-iteration.ts does them; each gives the mean squared error. Where one is
   * stopped or given up on its way, it has changed nothing.
   */
  iterate(regularization: number): Sliced<Iteration, number>;
  /** No further iteration is to come for now. */
  rest(): void;
}

/** Whether tables of this shape are trained by kernels. It goes by the shape alone, so that the bytes do. */
export function takesKernel(rows: number, columns: number, features: number): boolean {
  if (rows * columns * features < WORTH_A_KERNEL) return false;
  return heapBytes(layoutOf(new PanelTable(rows, columns, features), MOST_THREADS)) <= LARGEST_HEAP;
}

function layoutOf(table: PanelTable, threads: number): Arrays {
  const { width, cut } = table;
  return {
    ...table.layout(),
    G: float64(width * width),
    scratch: float64(threads * Math.max(18, Math.max(...cut.most) * lengthInPanels(1, width))),
    sums: float64(Math.max(...cut.parts)),
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
  const { width, cut } = table;
  const cells = rows * columns;
  const operations = 2 * cells * width;
  const rounds = roundsOf(cut);
  const tasks = total(rounds);
  const shape = [rows, columns, width, features, cut.places, cut.parts[0], ...cut.most];
  const layout = (threads: number): Arrays => layoutOf(table, threads);
  const workspace = new UncheckedWorkspace(tableKernels, layout, (views, at, run) => {
    table.fill(D, { views, at }, run);
  });

  return {
    squaredError: epochsIn(workspace, (heap) => {
      table.copyIn(factors, heap.views);
      return exactError(table, heap);
    }),
    iterate: (regularization) =>
      epochsIn(workspace, function* (heap, { learningRate }) {
        const { views, at } = heap;
        table.copyIn(factors, views);
        const scale = 2 * learningRate!;
        const steps = [scale / columns, regularization * columns, scale / rows, regularization * rows];
        const numbers = [...ARRAYS.map((name) => at[name]), ...shape, ...steps];
        yield { kernel: "gradientDescent", numbers, tasks, rounds, operations };
        const error = ofZero + total(views.sums.subarray(0, cut.parts[1]));
        const shown = error < CANCELLED * ofZero ? yield* exactError(table, heap) : error;
        table.copyOut(views, factors);
        return shown / cells;
      }),
    rest: () => {
      workspace.rest();
    },
  };
}

/** The sum of squared errors of the factors, cell by cell. */
function* exactError(table: PanelTable, { views, at }: Heap<Arrays>): Generator<Tasks, number, void> {
  const tasks = yield* table.compare("squaredError", [at.scratch, at.sums], at);
  return total(views.sums.subarray(0, tasks));
}

function total(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < numbers.length; k++) sum += numbers[k];
  return sum;
}
