import { normal } from "../matrix/random";
import type { Random } from "../matrix/random";
import { drawSide } from "../numerics/gibbs";
import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import { inUnits } from "./bayesian-chain";
import type { Samples } from "./bayesian-samples";
import type { Row } from "./recommender/parameters";

/** The parameters of one more user or item: for each draw one that its other parameters leave possible. */
export function foldInto(
  samples: Samples,
  per: "user" | "item",
  others: Int32Array,
  values: Float64Array,
  random: Random,
): Row {
  const { places, k } = samples;
  const [biases, factors] = [new Float64Array(places), new Float64Array(places * k)];
  const entries = inUnits(
    { rows: 1, offsets: Int32Array.of(0, others.length), indices: others.map((_, n) => n), values },
    samples.units,
  );
  const draw = normal(random);
  const noise = new Float64Array(k + 1);
  for (let place = 0; place < samples.filled; place++) {
    const known = samples.side(per === "user" ? "item" : "user", place, others);
    const own = {
      biases: biases.subarray(place, place + 1),
      factors: factors.subarray(place * k, (place + 1) * k),
      k,
    };
    for (let s = 0; s <= k; s++) noise[s] = draw();
    drawSide(entries, 0, known, own, samples.noisePrecision(place), samples.prior(per, place), noise);
  }
  return { [`${per}Biases`]: biases, [`${per}Factors`]: factors };
}

/** Gives users and items that an earlier training did not know a place in its draws. */
export function foldInNew(samples: Samples, { rows, columns }: Ratings, random: Random): void {
  const side = (per: "user" | "item", { rows: count, offsets, indices, values }: SparseRows): void => {
    for (let n = 0; n < count; n++) {
      const [from, to] = [offsets[n], offsets[n + 1]];
      if (from === to || samples.knows(per, n)) continue;
      samples.put(
        per,
        n,
        foldInto(samples, per, indices.subarray(from, to), values.subarray(from, to), random),
      );
    }
  };
  side("user", rows);
  side("item", columns);
}
