import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, uniform } from "../../src/matrix/random";
import { transposeInto } from "../../src/numerics/dense";
import { byGram, byResidual, residualIsCheaper } from "../../src/numerics/gradient-iteration";
import { bySmallResidual, SMALL } from "../../src/numerics/small-residual";

interface Problem {
  rows: number;
  features: number;
  columns: number;
  D: Float64Array;
  L: Float64Array;
  U: Float64Array;
}

const problems = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    features: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 9 }),
    seed: fc.integer(),
  })
  .map(({ rows, features, columns, seed }): Problem => {
    const random = createRandom(seed);
    const draw = (low: number, high: number, length: number): Float64Array =>
      uniform(random, low, high, length);
    const D = draw(-2, 3, rows * columns);
    return {
      rows,
      features,
      columns,
      D,
      L: draw(0.1, 0.9, rows * features),
      U: draw(0.1, 0.9, features * columns),
    };
  });

/** The original notebook's train_model, word for word: every dot product computed afresh. */
function seedIteration({ rows, features, columns, D, L, U }: Problem, rate: number): number {
  const error = (i: number, j: number): number => {
    let dot = 0;
    for (let t = 0; t < features; t++) dot += L[i * features + t] * U[t * columns + j];
    return D[i * columns + j] - dot;
  };
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < features; t++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += 2 * error(i, j) * U[t * columns + j];
      L[i * features + t] += (rate * sum) / columns;
    }
  }
  for (let t = 0; t < features; t++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += 2 * error(i, j) * L[i * features + t];
      U[t * columns + j] += (rate * sum) / rows;
    }
  }
  let total = 0;
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) total += error(i, j) ** 2;
  return total;
}

/** Has up to eight rows and columns, as most of the problems do. */
const smallOrAny: typeof byGram = (D, L, U, rows, features, columns) =>
  (rows <= SMALL && columns <= SMALL ? bySmallResidual : byResidual)(D, L, U, rows, features, columns);

describe.each<{ name: string; prepare: typeof byGram }>([
  { name: "kept-up residual", prepare: byResidual },
  { name: "kept-up residual of few rows and columns", prepare: smallOrAny },
  { name: "Gram matrices", prepare: byGram },
])("an iteration by $name", ({ prepare }) => {
  it("is the original notebook's, for matrices of any shape", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { rows, features, columns, D } = problem;
        const ours = { ...problem, L: problem.L.slice(), U: problem.U.slice() };
        const iterate = prepare(D, ours.L, ours.U, rows, features, columns);
        for (let c = 0; c < 3; c++) {
          const expected = seedIteration(problem, 0.05);
          expect(iterate(0.05)).toBeCloseTo(expected, 9);
        }
        ours.L.forEach((x, k) => expect(x).toBeCloseTo(problem.L[k], 9));
        ours.U.forEach((x, k) => expect(x).toBeCloseTo(problem.U[k], 9));
      }),
      { numRuns: 1000 },
    );
  });
});

it("many features on a tiny matrix go by residual, few features on a large one by Gram", () => {
  expect(residualIsCheaper(6, 13, 3)).toBe(true);
  expect(residualIsCheaper(100, 10, 80)).toBe(false);
});

it("transposing writes rows as columns", () => {
  const T = new Float64Array(6);
  transposeInto(Float64Array.of(1, 2, 3, 4, 5, 6), 2, 3, T);
  expect([...T]).toEqual([1, 4, 2, 5, 3, 6]);
});
