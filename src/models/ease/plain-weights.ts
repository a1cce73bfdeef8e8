import { inOneSlice } from "../../kernels/slices";
import { countTogether, weightsOfInverse } from "../../numerics/item-weights";
import { invertPositiveDefinite } from "../../numerics/positive-definite-inverse";
import type { Sparse } from "../../numerics/sparse";
import type { FindWeights } from "./weights";

/** As `weightsByKernels`, for more items than kernels can address. */
export function plainWeights(entries: Sparse, n: number, regularization: number): FindWeights {
  return ({ check }, weights, diagonal) =>
    inOneSlice(() => {
      // Apart from the weights, which stay as they are where this is stopped.
      const P = new Float64Array(n * n);
      countTogether(entries, n, P);
      for (let i = 0; i < n; i++) P[i * n + i] += regularization;
      if (!invertPositiveDefinite(P, n, check)) return false;
      weightsOfInverse(P, n, weights, diagonal);
      return true;
    });
}
