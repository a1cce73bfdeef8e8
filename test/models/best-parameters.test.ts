import { expect, test } from "vitest";
import { BestParameters } from "../../src/models/recommender/best-parameters";

const some = (): Float64Array[] => [Float64Array.of(1, 2), Float64Array.of(3)];
const numbers = (best: BestParameters): number[][] => best.numbers.map((values) => [...values]);

test("parameters that only get better are never copied", () => {
  const parameters = some();
  const best = new BestParameters(parameters, 0, Infinity);
  for (const epoch of [1, 2, 3]) {
    parameters[0][0] = epoch;
    best.offer(epoch, 1 / epoch);
    best.numbers.forEach((values, k) => expect(values).toBe(parameters[k]));
  }
  best.restore();
  expect(numbers(best)).toEqual([[3, 2], [3]]);
});

test("what was kept is gone back to, again and again", () => {
  const parameters = some();
  const best = new BestParameters(parameters, 4, 0.5);
  for (const worse of [10, 20]) {
    best.keep();
    parameters[0].fill(worse);
    best.keep();
    expect(numbers(best)).toEqual([[1, 2], [3]]);
    best.restore();
    expect(parameters.map((values) => [...values])).toEqual([[1, 2], [3]]);
  }
  expect([best.epoch, best.loss]).toEqual([4, 0.5]);
  parameters[1][0] = 7;
  best.offer(5, 0.4);
  best.keep();
  parameters[1][0] = NaN;
  best.restore();
  expect([...parameters[1]]).toEqual([7]);
});

test("saved numbers take the place of the best ones, of which they are copies", () => {
  const parameters = some();
  const best = new BestParameters(parameters, 0, Infinity);
  const saved = [Float64Array.of(8, 9), Float64Array.of(0)];
  best.take(2, 0.1, (k) => saved[k]);
  saved[0].fill(0);
  expect([best.epoch, best.loss, numbers(best)]).toEqual([2, 0.1, [[8, 9], [0]]]);
  best.restore();
  expect([...parameters[0]]).toEqual([8, 9]);
});
