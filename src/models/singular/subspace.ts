import { float64, heapBytes, LARGEST_HEAP } from "../../kernels/heap";
import type { Heap, Wanted } from "../../kernels/heap";
import { slicedEpoch } from "../../kernels/in-slices";
import {
  fillBoth,
  fromPanels,
  intoPanels,
  intoStrips,
  lengthInPanels,
  panelsFor,
  STRIP,
  widthFor,
} from "../../kernels/panels";
import type { RunOptions, Tasks } from "../../kernels/run";
import { singularKernels } from "../../kernels/singular";
import type { Slices } from "../../kernels/slices";
import { tasksOf } from "../../kernels/table-tasks";
import { Workspace } from "../../kernels/workspace";
import { choleskyInPlace } from "../../numerics/cholesky";
import { largestSize } from "../../numerics/dense";
import { orthonormalize } from "../../numerics/orthonormal";
import { decomposed } from "../../numerics/truncated-svd";
import type { SingularParts } from "../../numerics/truncated-svd";

/** With fewer multiplications of data and directions, the kernel's preparations take longer than plain loops. */
const WORTH_A_KERNEL = 1e5;
/** Columns whose lengths beside each other differ by more than this lose too many digits by Cholesky's way. */
const LEAST_RATIO = 1e-5;

type Numbers = Wanted<"float64">;
type Arrays = Readonly<Record<"D" | "Dt" | "Q" | "P" | "stripsQ" | "stripsP" | "G", Numbers>>;

/** Whether tables of this shape are decomposed by kernels. It goes by the shape alone. */
export function takesKernel(rows: number, columns: number, width: number): boolean {
  return (
    rows * columns * width >= WORTH_A_KERNEL && heapBytes(layoutOf(rows, columns, width)) <= LARGEST_HEAP
  );
}

function layoutOf(rows: number, columns: number, count: number): Arrays {
  const width = widthFor(count);
  return {
    D: float64(lengthInPanels(rows, columns)),
    Dt: float64(lengthInPanels(columns, rows)),
    Q: float64(lengthInPanels(rows, width)),
    P: float64(lengthInPanels(columns, width)),
    stripsQ: float64(rows * width),
    stripsP: float64(columns * width),
    G: float64(width * width),
  };
}

/**
 * As `truncatedSvd` of src/numerics/truncated-svd.ts, by kernels, in slices. Between the passes, columns are made orthonormal by
 * Cholesky's factor of their Gram matrix, and after the last one twice so, which is as exact as reflections are (see
 * Yamamoto, Nakatsukasa, Yanagisawa & Fukaya 2015, "Roundoff error analysis of the CholeskyQR2 algorithm"); by reflections
 * where the columns nearly depend on each other.
 * @param probe columns × width random numbers; it stays as it is.
 */
export function* subspaceSvd(
  D: Float64Array,
  rows: number,
  columns: number,
  features: number,
  probe: Float64Array,
  powerIterations: number,
  how: RunOptions,
  before: (pass: number) => void = () => undefined,
): Slices<SingularParts> {
  const count = probe.length / columns;
  const scale = largestSize(D) || 1;
  const workspace = new Workspace(
    singularKernels,
    () => layoutOf(rows, columns, count),
    ({ Dt }, at, run) => {
      // Scaled to at most 1, so that no square overflows.
      for (let k = 0; k < D.length; k++) Dt[k] = D[k] / scale;
      fillBoth(at, rows, columns, run);
    },
  );
  const parts = yield* slicedEpoch(workspace, how, function* (heap) {
    const space = new Subspace(heap, rows, columns, count);
    intoStrips(probe, { row: count, column: 1 }, columns, count, heap.views.stripsP);
    for (let power = 0; power < powerIterations; power++) {
      before(power);
      yield space.multiply("Q");
      yield* space.orthonormalize("Q", 1);
      yield space.multiply("P");
      yield* space.orthonormalize("P", 1);
    }
    before(powerIterations);
    yield space.multiply("Q");
    yield* space.orthonormalize("Q", 2);
    yield space.multiply("P");
    const R = yield* space.orthonormalize("P", 2);
    return decomposed(space.read("Q"), R, space.read("P"), rows, columns, count, features, scale);
  });
  workspace.rest();
  return parts;
}

type Steps<Result> = Generator<Tasks, Result, void>;

/** Q (rows × width) and P (columns × width), which take turns. */
class Subspace {
  private readonly width: number;
  private readonly most: Readonly<Record<"Q" | "P", number>>;

  constructor(
    private readonly heap: Heap<Arrays>,
    private readonly rows: number,
    private readonly columns: number,
    private readonly count: number,
  ) {
    this.width = widthFor(count);
    const [Q, P] = tasksOf(rows, columns, this.width).most;
    this.most = { Q, P };
  }

  private length(name: "Q" | "P"): number {
    return name === "Q" ? this.rows : this.columns;
  }

  /** Q = D·P, or P = Dᵀ·Q. */
  multiply(name: "Q" | "P"): Tasks {
    const { heap, width, rows, columns, count } = this;
    const { at } = heap;
    const arrays =
      name === "Q" ? [at.D, at.stripsP, at.Q, at.stripsQ] : [at.Dt, at.stripsQ, at.P, at.stripsP];
    const shape = name === "Q" ? [rows, columns] : [columns, rows];
    const numbers = [...arrays, ...shape, width, count, this.most[name]];
    return { kernel: "multiply", numbers, tasks: this.tasks(name), operations: rows * columns * width };
  }

  private tasks(name: "Q" | "P"): number {
    return Math.ceil(panelsFor(this.length(name)) / this.most[name]);
  }

  /** Makes the columns orthonormal, and returns the upper triangle R (count × count) with old = new·R. */
  *orthonormalize(name: "Q" | "P", times: 1 | 2): Steps<Float64Array> {
    const first = yield* this.factor(name);
    if (first === null) return this.reflect(name);
    yield this.solve(name, first);
    if (times === 1) return first;
    const second = yield* this.factor(name);
    if (second === null) return this.reflect(name, first);
    yield this.solve(name, second);
    return product(second, first, this.count);
  }

  /** Cholesky's upper triangle of the Gram matrix; null where it is too inexact. */
  private *factor(name: "Q" | "P"): Steps<Float64Array | null> {
    const { heap, width, count } = this;
    const rows = this.length(name);
    const operations = (rows * width * width) / 2;
    const numbers = [heap.at[name], heap.at.G, rows, width];
    yield { kernel: "gram", numbers, tasks: width / STRIP, operations };
    const C = new Float64Array(count * count);
    for (let s = 0; s < count; s++)
      for (let t = 0; t < count; t++) C[s * count + t] = heap.views.G[s * width + t];
    if (!choleskyInPlace(C, count)) return null;
    let [least, largest] = [Infinity, 0];
    const R = new Float64Array(count * count);
    for (let s = 0; s < count; s++) {
      for (let t = s; t < count; t++) R[s * count + t] = C[t * count + s];
      least = Math.min(least, C[s * count + s]);
      largest = Math.max(largest, C[s * count + s]);
    }
    return least >= LEAST_RATIO * largest ? R : null;
  }

  private solve(name: "Q" | "P", R: Float64Array): Tasks {
    const { heap, width, count } = this;
    const { at, views } = heap;
    const rows = this.length(name);
    for (let s = 0; s < count; s++) for (let t = 0; t < count; t++) views.G[s * width + t] = R[s * count + t];
    const strips = name === "Q" ? at.stripsQ : at.stripsP;
    const numbers = [at[name], at.G, strips, rows, width, count, this.most[name]];
    const operations = (rows * width * width) / 2;
    return { kernel: "solveUpper", numbers, tasks: this.tasks(name), operations };
  }

  /** By Householder's reflections. @param before the upper triangle of what was done already. */
  private reflect(name: "Q" | "P", before?: Float64Array): Float64Array {
    const { heap, width, count } = this;
    const { views } = heap;
    const rows = this.length(name);
    const values = this.read(name);
    const R = new Float64Array(count * count);
    orthonormalize(values, rows, count, R);
    const strides = { row: count, column: 1 };
    intoPanels(values, strides, rows, count, width, views[name]);
    intoStrips(values, strides, rows, count, name === "Q" ? views.stripsQ : views.stripsP);
    return before ? product(R, before, count) : R;
  }

  /** Row by row. */
  read(name: "Q" | "P"): Float64Array {
    const { heap, width, count } = this;
    const rows = this.length(name);
    const values = new Float64Array(rows * count);
    fromPanels(heap.views[name], width, rows, count, { row: count, column: 1 }, values);
    return values;
  }
}

/** The product of two upper triangles (k × k). */
function product(A: Float64Array, B: Float64Array, k: number): Float64Array {
  const C = new Float64Array(k * k);
  for (let s = 0; s < k; s++)
    for (let r = s; r < k; r++) for (let t = r; t < k; t++) C[s * k + t] += A[s * k + r] * B[r * k + t];
  return C;
}
