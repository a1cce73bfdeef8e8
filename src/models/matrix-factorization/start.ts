import { Matrix } from "../../matrix/matrix";
import { checkMemory } from "../../matrix/memory";
import { checkSeed, createRandom, uniform } from "../../matrix/random";
import { checkOptionNames, checkRange } from "../../training/options";
import { initialFactor, notWithInit } from "../tables/initial-factors";
import type { MatrixFactorizationOptions } from "./options";

interface StartingFactors {
  /** null if the factors are given. */
  seed: number | null;
  L: Matrix;
  U: Matrix;
}

/** The starting factors, drawn or given: L first, row by row. @throws ShapeError, ValueError */
export function startingFactors(
  { rows, columns }: Matrix,
  features: number,
  { seed: given, init, initRange }: MatrixFactorizationOptions,
): StartingFactors {
  // The factors, and a copy of the best so far.
  checkMemory(2 * (rows + columns) * features, "features", features, `${features}, for ${rows} × ${columns}`);
  if (init !== undefined) {
    if (given !== undefined) throw notWithInit("seed", given);
    if (initRange !== undefined) throw notWithInit("initRange", initRange);
    checkOptionNames(init, ["L", "U"], "init");
    const L = initialFactor(init.L, "L", rows, features);
    return { seed: null, L, U: initialFactor(init.U, "U", features, columns) };
  }
  const seed = checkSeed(given);
  const random = createRandom(seed);
  const [low, high] = checkRange(initRange ?? [0.1, 0.9], "initRange");
  const L = new Matrix(rows, features, uniform(random, low, high, rows * features), { name: "L" });
  const U = new Matrix(features, columns, uniform(random, low, high, features * columns), { name: "U" });
  return { seed, L, U };
}
