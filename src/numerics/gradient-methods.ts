/**
 * Gradient descent over the known cells in two other orders than the original notebook's sweep. For a known cell (i, j)
 * with the error e = D[i,j] − L[i]·U[:,j], both minimize e² + λ·(‖L[i]‖² + ‖U[:,j]‖²). The gradients, with the
 * notebook's sign, are 2·(e·U[t,j] − λ·L[i,t]) and 2·(e·L[i,t] − λ·U[t,j]).
 *
 * Shapes as in the sweep: L rows × features, U features × columns, both updated in entry.
 * @see Koren, Bell & Volinsky 2009, "Matrix Factorization Techniques for Recommender Systems", eq. 2
 */
import { errorParts, gradientSum, partsOf, partsOfBoth } from "./known-cells";
import type { KnownCells, Lines, EntryStrides, IterationParts } from "./known-cells";

/** Updates all entries of L and U at once: each gains rate × the mean of its gradients at the previous factors. */
export function batchIteration(
  known: KnownCells,
  L: Float64Array,
  U: Float64Array,
  features: number,
  columns: number,
  regularization: number,
): IterationParts {
  const E = new Float64Array(known.values.length);
  const steps = [L, U].map((X) => ({ X, G: new Float64Array(X.length) }));
  const gradients = partsOfBoth(known, L, U, features, columns, (lines, at, X, x, Y, y) => {
    const own = X.subarray(at);
    const into = steps[X === L ? 0 : 1].G.subarray(at);
    return () => {
      meanGradients(E, lines, own, x, Y, y, features, regularization, into);
    };
  });
  const step = (rate: number): void => {
    for (const { X, G } of steps) for (let p = 0; p < X.length; p++) X[p] += rate * G[p];
  };
  const errors = errorParts(known, L, U, features, columns, E);
  return { parts: [...errors, ...gradients, step, ...errors], E };
}

/** Writes the mean gradient of each entry of X to its index in G; skips lines without known cells, where it is 0. */
function meanGradients(
  E: Float64Array,
  lines: Lines,
  X: Float64Array,
  x: EntryStrides,
  Y: Float64Array,
  y: EntryStrides,
  features: number,
  regularization: number,
  G: Float64Array,
): void {
  const { starts } = lines;
  for (let l = 0; l + 1 < starts.length; l++) {
    const [from, to] = [starts[l], starts[l + 1]];
    if (from === to) continue;
    for (let t = 0; t < features; t++) {
      const sum = gradientSum(E, lines, from, to, Y, y, t);
      const entry = l * x.line + t * x.feature;
      G[entry] = 2 * (sum / (to - from) - regularization * X[entry]);
    }
  }
}

/** Visits one known cell after another, in the given order; each updates its row of L and its column of U at once. */
export function stochasticIteration(
  known: KnownCells,
  L: Float64Array,
  U: Float64Array,
  features: number,
  columns: number,
  regularization: number,
  order: Int32Array,
): IterationParts {
  const E = new Float64Array(known.values.length);
  const rowOf = new Int32Array(known.values.length);
  for (let i = 0; i + 1 < known.starts.length; i++) rowOf.fill(i, known.starts[i], known.starts[i + 1]);
  const visits = partsOf(known, features, ({ starts }) => {
    // As many cells as in these rows, wherever they lie.
    const some = order.subarray(starts[0], starts[starts.length - 1]);
    return (rate) => {
      for (const p of some) {
        const l = rowOf[p] * features;
        const u = known.columns[p];
        let error = known.values[p];
        for (let t = 0; t < features; t++) error -= L[l + t] * U[u + t * columns];
        for (let t = 0; t < features; t++) {
          const [x, y] = [L[l + t], U[u + t * columns]];
          L[l + t] += 2 * rate * (error * y - regularization * x);
          U[u + t * columns] += 2 * rate * (error * x - regularization * y);
        }
      }
    };
  });
  return { parts: [...visits, ...errorParts(known, L, U, features, columns, E)], E };
}
