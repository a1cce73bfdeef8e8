import { describe, expect, test } from "vitest";
import { createRandom, uniform } from "../../src/matrix/random";
import { sigmoid } from "../../src/numerics/logistic";
import { stepBack } from "../../src/numerics/step-back";

const [k, rate, regularization] = [4, 0.2, 0.1];
const random = createRandom(8);
const directions = Array.from({ length: 12 }, () => uniform(random, -1, 1, k));
const start = uniform(random, -1, 1, k);
const ends = [uniform(random, -1, 1, k), uniform(random, -1, 1, k)];

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, t) => sum + x * b[t], 0);

/** Steps on −ln σ(x·d) + λ/2·|x|² for each direction; `taken` of each step, 1 for all of it. */
function walk(from: Float64Array, taken: (step: number) => number = () => 1): Float64Array[] {
  const positions = [from];
  directions.forEach((d, step) => {
    const x = positions[step];
    const slope = sigmoid(-dot(x, d));
    positions.push(x.map((value, t) => value + taken(step) * rate * (slope * d[t] - regularization * value)));
  });
  return positions;
}

function wayBack(): { A: Float64Array; products: Float64Array; effects: Float64Array[] } {
  const positions = walk(start);
  const A = Float64Array.from(ends.flatMap((a) => [...a]));
  const products = Float64Array.from(ends, (a) => dot(a, positions[directions.length]));
  const effects = directions.map(() => new Float64Array(ends.length));
  for (let step = directions.length - 1; step >= 0; step--) {
    const d = directions[step];
    const z = dot(positions[step], d);
    const slope = sigmoid(-z);
    stepBack(A, products, d, rate, regularization, slope, slope * sigmoid(z), z, effects[step]);
  }
  return { A, products, effects };
}

describe("going back over steps of gradient descent", () => {
  test("ends at the slope of each score in the first place, against central differences", () => {
    const { A, products } = wayBack();
    ends.forEach((a, i) => {
      const own = A.subarray(i * k, (i + 1) * k);
      expect(products[i]).toBeCloseTo(dot(own, start), 10);
      for (let t = 0; t < k; t++) {
        const [high, low] = [1e-5, -1e-5].map((by) => {
          const from = start.map((x, s) => (s === t ? x + by : x));
          return dot(a, walk(from)[directions.length]);
        });
        expect(own[t]).toBeCloseTo((high - low) / 2e-5, 8);
      }
    });
  });

  test("gives what a little more of a step changes in each score", () => {
    const { effects } = wayBack();
    effects.forEach((added, step) => {
      ends.forEach((a, i) => {
        const [more, less] = [1 + 1e-5, 1 - 1e-5].map((share) =>
          dot(a, walk(start, (s) => (s === step ? share : 1))[directions.length]),
        );
        expect(added[i]).toBeCloseTo((more - less) / 2e-5, 8);
      });
    });
  });
});
