import { expect, test } from "vitest";
import { createRandom, uniform } from "../../src/matrix/random";
import type { Draw } from "../../src/models/bayesian-mf/draw";
import { emptyDraw } from "../../src/models/bayesian-mf/draw";
import { Samples, sampleShapes } from "../../src/models/bayesian-mf/samples";
import { sizeOf } from "../../src/models/recommender/parameters";
import type { Parameters } from "../../src/models/recommender/parameters";

const [USERS, ITEMS, SLOTS, K] = [4, 3, 5, 2];

/** Room for five draws, in which all numbers differ. */
function someParameters(): Parameters {
  const random = createRandom(1);
  const shapes = sampleShapes(SLOTS, K);
  return Object.fromEntries(
    shapes.map((shape) => [shape.name, uniform(random, 1, 2, sizeOf(shape, USERS, ITEMS))]),
  );
}

function someDraw(): Draw {
  const draw = { ...emptyDraw(USERS, ITEMS, K), noisePrecision: 7 };
  const random = createRandom(2);
  for (const side of [draw.users, draw.items]) {
    side.biases.set(uniform(random, 3, 4, side.biases.length));
    side.factors.set(uniform(random, 3, 4, side.factors.length));
  }
  for (const prior of [draw.userPrior, draw.itemPrior]) {
    prior.mean.set(uniform(random, 3, 4, prior.mean.length));
    prior.precision.set(uniform(random, 3, 4, prior.precision.length));
  }
  return draw;
}

test("a draw is read as it was written, and is the newest", () => {
  const samples = new Samples(someParameters(), SLOTS, K);
  const draw = someDraw();
  samples.write(draw, { slot: 3, filled: 4 });
  expect([samples.latest, samples.filled]).toEqual([3, 4]);
  expect(samples.read(3)).toEqual(draw);
});

test("the newest numbers are all that a draw has written into users and items", () => {
  const parameters = someParameters();
  const before = structuredClone(parameters);
  const samples = new Samples(parameters, SLOTS, K);
  samples.write(someDraw(), { slot: 3, filled: 4 });
  const { newest } = samples;
  for (const name of ["userBiases", "itemBiases", "userFactors", "itemFactors", "noisePrecisions"]) {
    const changed = parameters[name].filter((value, n) => value !== before[name][n]);
    expect([...newest[name]]).toEqual([...changed]);
  }
});

test("a number in the newest draw that is not finite is among the newest numbers", () => {
  const parameters = someParameters();
  const samples = new Samples(parameters, SLOTS, K);
  samples.write(someDraw(), { slot: 2, filled: 3 });
  parameters.itemFactors[(1 * SLOTS + 2) * K + 1] = NaN;
  expect(samples.newest.itemFactors.findIndex(Number.isNaN)).toBe(1 * K + 1);
});
