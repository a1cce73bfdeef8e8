import { describe, expect, test } from "vitest";
import { atOneGo } from "../../src/kernels/slices";
import { plainWeights } from "../../src/models/ease/plain-weights";
import { weightsByKernels } from "../../src/models/ease/weights";
import type { FindWeights } from "../../src/models/ease/weights";
import { errorOfWeights, reconstructionError } from "../../src/numerics/item-weights";
import { distance, someRatings, stopAt } from "./some-ratings";

const LAMBDA = 2.5;
const alone = { threads: 1, check: () => undefined };

function found(find: FindWeights, n: number, options = alone): Float64Array[] {
  const [weights, diagonal] = [new Float64Array(n * n), new Float64Array(n)];
  expect(atOneGo(find(options, weights, diagonal))).toBe(true);
  return [weights, diagonal];
}

describe("EASE's weights by kernels", () => {
  test.each([1, 3, 5, 16, 17, 63, 64, 65, 130, 200])("are those of the readable form for %i items", (n) => {
    const { rows, users } = someRatings(60, n, 0.3);
    const [weights, diagonal] = found(weightsByKernels(rows, n, LAMBDA)!, n);
    const [wanted, wantedDiagonal] = found(plainWeights(rows, n, LAMBDA), n);
    if (n > 1) expect(distance(weights, wanted)).toBeLessThan(1e-11);
    expect(distance(diagonal, wantedDiagonal)).toBeLessThan(1e-11);
    const error = reconstructionError(rows, rows, weights, n);
    expect(Math.abs(errorOfWeights(weights, diagonal, LAMBDA, users) / error - 1)).toBeLessThan(1e-11);
  });

  test("leave the error to all cells where λ is so large that it cancels out", () => {
    const { rows, users } = someRatings(60, 20, 0.3);
    const [weights, diagonal] = found(weightsByKernels(rows, 20, 1e12)!, 20);
    expect(errorOfWeights(weights, diagonal, 1e12, users)).toBeNaN();
  });

  const n = 400;
  const { rows } = someRatings(120, n, 0.3);

  test("are the same bytes with any number of threads", () => {
    const [one, ...others] = [1, 2, 3, 8].map((threads) =>
      found(weightsByKernels(rows, n, LAMBDA)!, n, { ...alone, threads }),
    );
    for (const other of others) expect(other).toEqual(one);
  });

  test.each([1, 2])("stay as they were where the epoch is stopped, with %i threads", (threads) => {
    const [weights, diagonal] = [new Float64Array(n * n).fill(7), new Float64Array(n).fill(7)];
    const find = weightsByKernels(rows, n, LAMBDA)!;
    expect(() => atOneGo(find({ threads, check: stopAt(20) }, weights, diagonal))).toThrow("stopped");
    expect(weights.every((weight) => weight === 7)).toBe(true);
    expect(diagonal.every((x) => x === 7)).toBe(true);
  });

  test("are not found where λ is lost beside the counts", () => {
    const twice = { rows: 3, offsets: Int32Array.of(0, 2, 4, 6), indices: Int32Array.of(0, 1, 0, 1, 0, 1) };
    const entries = { ...twice, values: new Float64Array(6) };
    const [weights, diagonal] = [new Float64Array(4), new Float64Array(2)];
    expect(atOneGo(weightsByKernels(entries, 2, 1e-300)!(alone, weights, diagonal))).toBe(false);
  });
});
