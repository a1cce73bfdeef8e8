import { float64, heapBytes, int32, LARGEST_HEAP } from "../../kernels/heap";
import type { Heap } from "../../kernels/heap";
import type { RunOptions, Tasks } from "../../kernels/run";
import { ratingKernels } from "../../kernels/ratings";
import type { Slices } from "../../kernels/slices";
import { inSlices } from "../../kernels/in-slices";
import { Workspace } from "../../kernels/workspace";
import { weightsOfInverse } from "../../numerics/item-weights";
import { rowChunks } from "../../numerics/row-chunks";
import { transposedPattern } from "../../numerics/sparse";
import type { Sparse } from "../../numerics/sparse";
import { square } from "../../numerics/powers";

/** Rows that are swept at once: the panels of a task stay in the processor's cache. */
const BLOCK = 64;
/** Rows of a task, as in the kernels. */
const ROWS = 16;

/** How many numbers a row of P has: a multiple of the rows of a task, so that no task is cut by the end of a block. */
const strideOf = (n: number): number => ROWS * Math.ceil(n / ROWS);

const layoutOf = ({ rows, indices }: Sparse, n: number, chunks: Int32Array) => {
  const stride = strideOf(n);
  return () => ({
    offsets: int32(rows + 1),
    indices: int32(indices.length),
    columnOffsets: int32(n + 1),
    columnIndices: int32(indices.length),
    chunks: int32(chunks.length),
    P: float64(square(stride)),
    C: float64(stride * BLOCK),
    CD: float64(stride * BLOCK),
    D: float64(square(BLOCK)),
    packed: float64(square(BLOCK)),
    scratch: float64(square(BLOCK)),
    state: int32(1),
  });
};
type WeightsHeap = Heap<ReturnType<ReturnType<typeof layoutOf>>>;

/** Writes the weights and the P_ii. Returns false where λ is so small that it is lost beside the counts. */
export type FindWeights = (
  options: RunOptions,
  weights: Float64Array,
  diagonal: Float64Array,
) => Slices<boolean>;

/**
 * Prepares to find EASE's weights by kernels: P = (XᵀX + λI)⁻¹, W_ij = −P_ij ÷ P_ii.
 * @param entries X, users × n: its entries count as 1.
 * @returns null where P is larger than what kernels can address.
 */
export function weightsByKernels(entries: Sparse, n: number, regularization: number): FindWeights | null {
  const chunks = rowChunks(workOfEach(entries, n), 1, n);
  const layout = layoutOf(entries, n, chunks);
  if (heapBytes(layout()) > LARGEST_HEAP) return null;
  return (options, weights, diagonal) => {
    // For one epoch alone: another one would only find the same, and P is as large as the weights.
    const workspace = new Workspace(ratingKernels, layout, (views) => {
      const { offsets, indices } = transposedPattern(entries, n);
      views.offsets.set(entries.offsets);
      views.indices.set(entries.indices);
      views.columnOffsets.set(offsets);
      views.columnIndices.set(indices);
      views.chunks.set(chunks);
    });
    return inSlices(workspace, options, function* (heap) {
      const { P } = heap.views;
      const stride = strideOf(n);
      yield counting(heap, chunks, stride, regularization);
      // What fills the last rows up is a matrix of its own, which changes nothing.
      for (let i = n; i < stride; i++) P[i * stride + i] = 1;
      for (let k = 0; k < stride; k += BLOCK) if (!(yield* sweep(heap, stride, k))) return false;
      yield {
        kernel: "mirrorNegative",
        numbers: [heap.at.P, stride],
        tasks: stride / ROWS,
        operations: square(stride),
      };
      weightsOfInverse(P, n, weights, diagonal, stride);
      return true;
    });
  };
}

/** Additions for the rows of XᵀX before each, and for all. */
function workOfEach({ rows, offsets, indices }: Sparse, n: number): Float64Array {
  const work = new Float64Array(n + 1);
  for (let u = 0; u < rows; u++)
    for (let p = offsets[u]; p < offsets[u + 1]; p++) work[indices[p] + 1] += p - offsets[u] + 1;
  for (let i = 0; i < n; i++) work[i + 1] += work[i];
  return work;
}

function counting({ at }: WeightsHeap, chunks: Int32Array, stride: number, regularization: number): Tasks {
  const entries = [at.offsets, at.indices, at.columnOffsets, at.columnIndices];
  const numbers = [...entries, at.P, stride, regularization, at.chunks];
  return { kernel: "countTogether", numbers, tasks: chunks.length - 1, operations: square(stride) };
}

/** One sweep: the block of rows from k on, the panels of all rows, all rows. Returns false where it cannot go on. */
function* sweep({ at, views }: WeightsHeap, stride: number, k: number): Generator<Tasks, boolean, void> {
  const width = Math.min(BLOCK, stride - k);
  const tasks = stride / ROWS;
  const block = [at.P, stride, k, width];
  const pivot = [...block, at.D, at.packed, at.scratch, at.state];
  yield { kernel: "sweepPivot", numbers: pivot, tasks: 1, operations: width * square(width) };
  if (views.state[0] === 0) return false;
  const panels = [...block, at.packed, at.C, at.CD];
  yield { kernel: "sweepPanels", numbers: panels, tasks, operations: stride * square(width) };
  const rows = [...block, at.D, at.C, at.CD, tasks];
  yield { kernel: "sweepRows", numbers: rows, tasks, operations: (square(stride) * width) / 2 };
  return true;
}
