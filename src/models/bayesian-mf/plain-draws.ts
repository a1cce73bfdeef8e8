import { inOneSlice } from "../../kernels/slices";
import { createRandom, normal } from "../../matrix/random";
import type { BiasedSide } from "../../numerics/biased-least-squares";
import { drawSide } from "../../numerics/gibbs";
import type { Ratings } from "../../ratings/ratings";
import { inUnits } from "./draw";
import type { Units } from "./draw";
import type { DrawnSide, RowDraws } from "./row-draws";

/** Prepares to draw rows without kernels, for ratings with weights. */
export function plainDraws(ratings: Ratings, units: Units): RowDraws {
  const [rows, columns] = [inUnits(ratings.rows, units), inUnits(ratings.columns, units)];
  return ({ check }, draw, users, items) =>
    inOneSlice(() => {
      const side = (
        entries: typeof rows,
        others: BiasedSide,
        own: BiasedSide,
        { prior, seed }: DrawnSide,
      ): number => {
        check();
        const noise = new Float64Array(entries.rows * (own.k + 1)).map(normal(createRandom(seed, "rows")));
        return drawSide(entries, 0, others, own, draw.noisePrecision, prior, noise);
      };
      const [newUsers, newItems] = [copyOf(draw.users), copyOf(draw.items)];
      if (Number.isNaN(side(rows, draw.items, newUsers, users))) return NaN;
      const squares = side(columns, newUsers, newItems, items);
      if (Number.isNaN(squares)) return NaN;
      for (const [to, from] of [
        [draw.users, newUsers],
        [draw.items, newItems],
      ]) {
        to.biases.set(from.biases);
        to.factors.set(from.factors);
      }
      return squares;
    });
}

function copyOf({ biases, factors, k }: BiasedSide): BiasedSide {
  return { biases: biases.slice(), factors: factors.slice(), k };
}
