import { allocate, float32, heapBytes, LARGEST_HEAP } from "../../kernels/heap";
import { ratingKernels } from "../../kernels/ratings";
import { availableMemory } from "../../matrix/memory";
import { cosines, lengthsOf } from "./cosine";
import { topInto } from "./top";

/** Rows side by side in a panel of the kernel. */
const PANEL = 16;
/** So many numbers are looked at in some milliseconds; a kernel, which keeps a copy of them, is for more. */
const WORTH_KEEPING = 1e6;
/** Half the distance between 1 and the next 32-bit float. */
const ROUNDING = 2 ** -24;
/** Where more than this share of the rows are worth an exact look, all of them are. */
const MANY = 0.1;

/** Rows of a matrix, prepared for questions which are most like a vector. They have to stay as they are. */
export class Directions {
  private readonly lengths: Float64Array;
  private readonly near: Near | null;

  /** @param values rows × width. */
  constructor(
    private readonly values: Float64Array,
    private readonly width: number,
  ) {
    this.lengths = lengthsOf(values, width);
    this.near = nearOf(values, width, this.lengths);
  }

  /**
   * The cosines of the angles between a vector and the rows: of those alone that may be among the `count` highest, NaN for
   * others.
   */
  cosines(vector: Float64Array, count: number): Float64Array {
    const rows = this.candidates(vector, count);
    if (rows === null) return cosines(vector, this.values, this.lengths);
    const { values, width, lengths } = this;
    const chosen = new Float64Array(rows.length * width);
    rows.forEach((row, n) => chosen.set(values.subarray(row * width, (row + 1) * width), n * width));
    const exact = cosines(
      vector,
      chosen,
      Float64Array.from(rows, (row) => lengths[row]),
    );
    const result = new Float64Array(lengths.length).fill(NaN);
    rows.forEach((row, n) => (result[row] = exact[n]));
    return result;
  }

  /** Rows that may be among the highest; null for all. */
  private candidates(vector: Float64Array, count: number): number[] | null {
    const { near, width } = this;
    const most = MANY * this.lengths.length;
    const [length] = lengthsOf(vector, width);
    if (near === null || count > most || !(length > 0)) return null;
    const products = near(vector, length);
    const indices = new Int32Array(count);
    const best = new Float64Array(count);
    topInto(products, () => false, indices, best);
    // Each number of the two vectors, each product and each sum is rounded; lengths are 1, so that the sums are not above it.
    const error = 1.01 * (width + 4) * ROUNDING;
    const bound = best[count - 1] - 2 * error;
    const rows: number[] = [];
    for (let row = 0; row < products.length; row++) {
      if (products[row] < bound) continue;
      if (rows.length > most) return null;
      rows.push(row);
    }
    return rows;
  }
}

/** Rounded cosines of a vector of this length and all rows; NaN for rows without one. */
type Near = (vector: Float64Array, length: number) => Float32Array;

function nearOf(values: Float64Array, width: number, lengths: Float64Array): Near | null {
  if (values.length < WORTH_KEEPING) return null;
  const panels = Math.ceil(lengths.length / PANEL);
  const layout = {
    x: float32(width),
    panels: float32(panels * PANEL * width),
    products: float32(panels * PANEL),
  };
  const bytes = heapBytes(layout);
  if (bytes >= LARGEST_HEAP || bytes >= availableMemory()) return null;
  const { views, at, exports } = allocate(ratingKernels, layout);
  for (let row = 0; row < lengths.length; row++) {
    const start = Math.floor(row / PANEL) * PANEL * width + (row % PANEL);
    for (let t = 0; t < width; t++) views.panels[start + PANEL * t] = values[row * width + t] / lengths[row];
  }
  return (vector, length) => {
    for (let t = 0; t < width; t++) views.x[t] = vector[t] / length;
    exports.alikeness(at.x, at.panels, width, panels, at.products);
    return views.products.subarray(0, lengths.length);
  };
}
