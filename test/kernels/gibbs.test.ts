import { expect, test } from "vitest";
import { atOneGo } from "../../src/kernels/slices";
import { createRandom, normal } from "../../src/matrix/random";
import { emptyDraw } from "../../src/models/bayesian-mf/draw";
import type { Draw } from "../../src/models/bayesian-mf/draw";
import { rowDraws } from "../../src/models/bayesian-mf/row-draws";
import { drawSide } from "../../src/numerics/gibbs";
import type { Prior } from "../../src/numerics/gibbs";
import type { Ratings } from "../../src/ratings/ratings";
import { rowNoise } from "./row-noise";
import { distance, someRatings, stopAt } from "./some-ratings";

const UNITS = { mean: 3, deviation: 1 };
const inUnits = (values: Float64Array): Float64Array => values.map((value) => value - 3);

function startingDraw({ users, items }: Ratings, k: number): Draw {
  const draw = emptyDraw(users, items, k);
  const random = normal(createRandom(2));
  for (const side of [draw.users, draw.items])
    for (const numbers of [side.biases, side.factors]) numbers.forEach((_, n) => (numbers[n] = random()));
  draw.noisePrecision = 1.7;
  return draw;
}

/** A prior whose precision is not diagonal. */
function priorOf(k: number): Prior {
  const d = k + 1;
  const precision = Float64Array.from({ length: d * d }, (_, n) =>
    Math.floor(n / d) === n % d ? 2 : 0.5 / d / (1 + Math.abs(Math.floor(n / d) - (n % d))),
  );
  return { mean: Float64Array.from({ length: d }, (_, s) => Math.cos(s)), precision };
}

const allOf = ({ users, items }: Draw): Float64Array[] => [
  ...[users.biases, users.factors],
  ...[items.biases, items.factors],
];
const SEEDS = { users: 4_000_000_001, items: 7 };
const sidesFor = (k: number) =>
  [
    { prior: priorOf(k), seed: SEEDS.users },
    { prior: priorOf(k), seed: SEEDS.items },
  ] as const;
const alone = { threads: 1, check: () => undefined };

test.each([1, 3, 5, 10, 64])("the kernel draws what the readable form draws, with %i features", (k) => {
  const ratings = someRatings(40, 33, 0.3);
  const [draw, wanted] = [startingDraw(ratings, k), startingDraw(ratings, k)];
  const squares = atOneGo(rowDraws(ratings, UNITS, k)(alone, draw, ...sidesFor(k)));
  const { rows, columns } = ratings;
  let expected = 0;
  for (const [entries, others, own, seed] of [
    [rows, wanted.items, wanted.users, SEEDS.users],
    [columns, wanted.users, wanted.items, SEEDS.items],
  ] as const) {
    const centred = { ...entries, values: inUnits(entries.values) };
    const noise = rowNoise(seed, entries.rows, k + 1);
    expected = drawSide(centred, 0, others, own, 1.7, priorOf(k), noise);
  }
  expect(Math.abs(squares / expected - 1)).toBeLessThan(1e-9);
  allOf(draw).forEach((numbers, n) => expect(distance(numbers, allOf(wanted)[n])).toBeLessThan(1e-9));
});

const large = someRatings(500, 400, 0.25);

test("draws are the same bytes with any number of threads", () => {
  const [one, ...others] = [1, 2, 3, 8].map((threads) => {
    const draw = startingDraw(large, 10);
    const squares = atOneGo(rowDraws(large, UNITS, 10)({ ...alone, threads }, draw, ...sidesFor(10)));
    return { squares, numbers: allOf(draw) };
  });
  for (const other of others) expect(other).toEqual(one);
});

test("a sweep that is stopped changes nothing", () => {
  const [draw, before] = [startingDraw(large, 10), startingDraw(large, 10)];
  const drawRows = rowDraws(large, UNITS, 10);
  const stopped = { threads: 2, check: stopAt(2) };
  expect(() => atOneGo(drawRows(stopped, draw, ...sidesFor(10)))).toThrow("stopped");
  expect(draw).toEqual(before);
  atOneGo(drawRows(alone, draw, ...sidesFor(10)));
  expect(draw).not.toEqual(before);
});

test("the random numbers of rows have mean 0, variance 1, the tails of a normal distribution, and no row another's", () => {
  const noise = rowNoise(12, 4000, 5);
  const mean = (of: (x: number) => number): number => noise.reduce((sum, x) => sum + of(x), 0) / noise.length;
  expect(Math.abs(mean((x) => x))).toBeLessThan(0.02);
  expect(Math.abs(mean((x) => x * x) - 1)).toBeLessThan(0.03);
  expect(Math.abs(mean((x) => x ** 4) - 3)).toBeLessThan(0.3);
  expect(new Set(noise).size).toBe(noise.length);
});
