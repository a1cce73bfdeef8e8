import { normal } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import { addNormalEquations } from "../../numerics/biased-least-squares";
import type { BiasedSide } from "../../numerics/biased-least-squares";
import { drawSide } from "../../numerics/gibbs";
import type { Prior } from "../../numerics/gibbs";
import { solverWithout } from "../../numerics/leave-one-out";
import type { Sparse } from "../../numerics/sparse";
import type { Ratings } from "../../ratings/ratings";
import type { SparseRows } from "../../ratings/sparse";
import { inUnits } from "./draw";
import type { Samples } from "./samples";
import type { Row } from "../recommender/parameters";

/** The parameters of one more user or item: for each draw, a sample given the draw's other parameters. */
export function foldInto(
  samples: Samples,
  per: "user" | "item",
  others: Int32Array,
  values: Float64Array,
  random: Random,
  weights?: Float64Array,
): Row {
  const { slots, k } = samples;
  const [biases, factors] = [new Float64Array(slots), new Float64Array(slots * k)];
  const entries = entriesInUnits(samples, values, weights);
  const draw = normal(random);
  const noise = new Float64Array(k + 1);
  for (let slot = 0; slot < samples.filled; slot++) {
    const known = samples.side(per === "user" ? "item" : "user", slot, others);
    const own = {
      biases: biases.subarray(slot, slot + 1),
      factors: factors.subarray(slot * k, (slot + 1) * k),
      k,
    };
    for (let s = 0; s <= k; s++) noise[s] = draw();
    drawSide(entries, 0, known, own, samples.noisePrecision(slot), samples.prior(per, slot), noise);
  }
  return { [`${per}Biases`]: biases, [`${per}Factors`]: factors };
}

/** The ratings of one row, in the units of the draws; the n-th belongs to the n-th rated user or item. */
function entriesInUnits({ units }: Samples, values: Float64Array, weights?: Float64Array): Sparse {
  const indices = Int32Array.from(values, (_, n) => n);
  return inUnits({ rows: 1, offsets: Int32Array.of(0, values.length), indices, values, weights }, units);
}

/**
 * {@link foldInto} for a user without one of these ratings: each draw's equations lose one term.
 * @returns a function that gives the parameters without the n-th; null if the shortcut fails for it.
 */
export function foldIntoWithoutEach(
  samples: Samples,
  items: Int32Array,
  values: Float64Array,
  random: Random,
  weights?: Float64Array,
): (n: number) => Row | null {
  const { slots, k } = samples;
  const entries = entriesInUnits(samples, values, weights);
  const rows = Array.from(values, () => ({
    userBiases: new Float64Array(slots),
    userFactors: new Float64Array(slots * k),
  }));
  const failed = new Set<number>();
  const draw = normal(random);
  const noise = new Float64Array(k + 1);
  for (let slot = 0; slot < samples.filled; slot++) {
    const known = samples.side("item", slot, items);
    for (let s = 0; s <= k; s++) noise[s] = draw();
    const prior = samples.prior("user", slot);
    const without = drawWithoutEach(entries, known, samples.noisePrecision(slot), prior, noise);
    rows.forEach(({ userBiases, userFactors }, n) => {
      const x = without(n);
      if (x) {
        userBiases[slot] = x[0];
        userFactors.set(x.subarray(1), slot * k);
      } else failed.add(n);
    });
  }
  return (n) => (failed.has(n) ? null : rows[n]);
}

/** Draws as `drawSide` does for the only row of `entries`, without its n-th entry; returns the same array each time. */
function drawWithoutEach(
  entries: Sparse,
  known: BiasedSide,
  noisePrecision: number,
  prior: Prior,
  noise: Float64Array,
): (n: number) => Float64Array | null {
  const d = known.k + 1;
  const [A, sums, x] = [new Float64Array(d * d), new Float64Array(d), new Float64Array(d)];
  addNormalEquations(entries, 0, entries.values.length, 0, known, A, sums);
  for (let s = 0; s < d; s++) {
    sums[s] *= noisePrecision;
    for (let t = 0; t < d; t++) {
      A[s * d + t] = prior.precision[s * d + t] + noisePrecision * A[s * d + t];
      sums[s] += prior.precision[s * d + t] * prior.mean[t];
    }
  }
  const solve = solverWithout(A, d);
  const y = new Float64Array(d).fill(1);
  return (n) => {
    y.set(known.factors.subarray(n * known.k, (n + 1) * known.k), 1);
    const weight = noisePrecision * (entries.weights?.[n] ?? 1);
    const target = weight * (entries.values[n] - known.biases[n]);
    for (let s = 0; s < d; s++) x[s] = sums[s] - target * y[s];
    return solve(y, weight, x, noise) ? x : null;
  };
}

/** Folds users and items that an earlier training did not know into its draws. */
export function foldInNew(samples: Samples, { rows, columns }: Ratings, random: Random): void {
  const side = (
    per: "user" | "item",
    { rows: count, offsets, indices, values, weights }: SparseRows,
  ): void => {
    for (let n = 0; n < count; n++) {
      const [from, to] = [offsets[n], offsets[n + 1]];
      if (from === to || samples.knows(per, n)) continue;
      samples.put(
        per,
        n,
        foldInto(
          samples,
          per,
          indices.subarray(from, to),
          values.subarray(from, to),
          random,
          weights?.subarray(from, to),
        ),
      );
    }
  };
  side("user", rows);
  side("item", columns);
}
