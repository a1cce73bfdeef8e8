import { describeValue, wrongArgument } from "../../errors";
import { pow } from "../../kernels/math";
import { createRandom, shuffle } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import { checkWhole } from "../../training/options";

/** The values of each option, to be tried in all combinations: `{ features: [10, 50], regularization: [0.02, 0.1] }`. */
export type Grid<Options> = { readonly [Name in keyof Options]: readonly Options[Name][] };

/** For each option the values to draw from, all equally likely, or how to draw one; see {@link sample}. */
export type Space<Options> = {
  readonly [Name in keyof Options]: readonly Options[Name][] | ((random: Random) => Options[Name]);
};

/** How values of an option are drawn, for {@link Space}. Bounds are checked at once. */
export const sample = {
  /** Any number from `low` up to `high`. */
  uniform(low: number, high: number): (random: Random) => number {
    checkBounds(low, high, -Infinity);
    return (random) => low + (high - low) * random();
  },
  /** Any number from `low` up to `high`, both above 0, uniform in its logarithm: for rates and strengths. */
  logUniform(low: number, high: number): (random: Random) => number {
    checkBounds(low, high, 0);
    return (random) => low * pow(high / low, random());
  },
  /** Any whole number from `low` to `high`, both included. */
  whole(low: number, high: number): (random: Random) => number {
    checkWhole(low, "low", -(2 ** 31));
    checkWhole(high, "high", low);
    return (random) => low + Math.floor((high - low + 1) * random());
  },
};

/** More combinations than anybody tries, and few enough for memory. */
const MOST_COMBINATIONS = 100_000;
/** How many combinations are drawn from an infinite space by default. */
const DRAWN = 20;

/** All combinations, with the last option changing fastest. @throws ValueError unless each option has a list. */
export function combinations<Options>(grid: Grid<Options>): Options[] {
  const lists = optionEntries(grid, "grid");
  for (const [name, values] of lists) {
    if (!Array.isArray(values) || values.length === 0) throw noValues(`grid.${name}`, values);
  }
  const count = lists.reduce((product, [, values]) => product * (values as unknown[]).length, 1);
  if (count > MOST_COMBINATIONS) {
    const expected = `no more than ${MOST_COMBINATIONS} combinations; randomSearch tries some of them`;
    throw wrongArgument("grid", grid, expected, `${count} combinations`);
  }
  let all: Record<string, unknown>[] = [{}];
  for (const [name, values] of lists) {
    all = all.flatMap((some) => (values as unknown[]).map((value) => ({ ...some, [name]: value })));
  }
  return all as Options[];
}

/**
 * Draws options from a space; where it has lists only, no combination is drawn twice.
 * @param trials how many. @default all combinations, or 20 where values are drawn
 */
export function drawOptions<Options>(
  space: Space<Options>,
  trials: number | undefined,
  seed: number,
): Options[] {
  const entries = optionEntries(space, "space");
  const count = trials === undefined ? undefined : checkWhole(trials, "trials", 1, MOST_COMBINATIONS);
  const random = createRandom(seed, "trials");
  if (entries.every(([, values]) => Array.isArray(values))) {
    const all = combinations(space as Grid<Options>);
    const order = all.map((_, k) => k);
    if (count !== undefined) shuffle(order, random);
    return order.slice(0, count).map((k) => all[k]);
  }
  return Array.from(
    { length: count ?? DRAWN },
    () =>
      Object.fromEntries(entries.map(([name, values]) => [name, drawValue(values, name, random)])) as Options,
  );
}

function drawValue(values: unknown, name: string, random: Random): unknown {
  if (typeof values === "function") return (values as (random: Random) => unknown)(random);
  if (Array.isArray(values) && values.length > 0)
    return (values as unknown[])[Math.floor(random() * values.length)];
  throw noValues(`space.${name}`, values);
}

function optionEntries(space: unknown, argument: string): [string, unknown][] {
  const entries =
    typeof space === "object" && space !== null && !Array.isArray(space) ? Object.entries(space) : [];
  if (entries.length > 0) return entries;
  throw wrongArgument(
    argument,
    space,
    "lists of values under the names of options, such as { features: [10, 50] }",
  );
}

function noValues(argument: string, actual: unknown): Error {
  const is = Array.isArray(actual) ? "empty" : describeValue(actual);
  return wrongArgument(argument, actual, "a list of values to try", is);
}

function checkBounds(low: unknown, high: unknown, above: number): void {
  const known = typeof low === "number" && typeof high === "number" && Number.isFinite(high - low);
  if (!known || !(above < low && low < high)) {
    const expected =
      above === 0 ? "two numbers above 0, the lower one first" : "two numbers, the lower one first";
    throw wrongArgument("low, high", [low, high], expected, `${describeValue(low)}, ${describeValue(high)}`);
  }
}
