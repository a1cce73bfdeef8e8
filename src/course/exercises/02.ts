import type { Exercises } from "../definition";
import { each, largestKey, mean, sum, table, times, turned } from "../tables";
import type { Table } from "../tables";

/** The values of the exercises of notebook 02. */
export interface Values02 {
  "2.1": { x: number; y: number; rating: number };
  "2.2": { errors: Record<string, number>; features: Record<string, number> };
  "2.3": { before: number; gradients: number[]; learningRate: number };
  "2.4": { l: number[]; U: Table; ratings: number[]; learningRate: number };
  "2.5": { data: Table; L: Table; U: Table };
}

type Step = (l: number[], U: Table, ratings: number[], learningRate: number) => number[];

const FILMS = ["Comet", "Letters", "Orbit", "Roses"];

/** The gradients of one number of a row, one for each film: 2·error·U. */
const gradients = (l: readonly number[], U: Table, ratings: readonly number[], t: number): number[] =>
  ratings.map((rating, i) => 2 * (rating - sum(l.map((x, k) => x * U[k][i]))) * U[t][i]);

/** A row's step, in turn or at once, by what the gradients become. */
const stepBy =
  (combine: (gradients: number[]) => number, inTurn: boolean): Step =>
  (l, U, ratings, learningRate) => {
    const row = [...l];
    for (const t of l.keys()) row[t] += learningRate * combine(gradients(inTurn ? row : l, U, ratings, t));
    return row;
  };

const errorOf = ({ data, L, U }: Values02["2.5"]): Table => {
  const product = times(L, U);
  return each(data, (value, i, j) => value - product[i][j]);
};

const gradientOf = (values: Values02["2.5"], factor: number): Table =>
  each(times(errorOf(values), turned(values.U)), (value) => factor * value);

const pull = (
  { errors, features }: Values02["2.2"],
  by: (error: number, feature: number) => number,
): string => largestKey(Object.fromEntries(FILMS.map((film) => [film, by(errors[film], features[film])])));

/** One gradient at a time. */
export const exercises02: Exercises<Values02> = {
  "2.1": {
    kind: "number",
    values: (draw) => ({
      x: draw.stepped(0.2, 0.8, 0.1),
      y: draw.stepped(1.2, 2, 0.1),
      rating: draw.whole(3, 5),
    }),
    solution: ({ x, y, rating }) => -2 * y * (rating - x * y),
    misconceptions: {
      downhill: ({ x, y, rating }) => 2 * y * (rating - x * y),
      noTwo: ({ x, y, rating }) => -y * (rating - x * y),
      noInner: ({ x, y, rating }) => -2 * (rating - x * y),
      otherNumber: ({ x, y, rating }) => -2 * x * (rating - x * y),
      squaredError: ({ x, y, rating }) => (rating - x * y) ** 2,
    },
  },
  "2.2": {
    kind: "choice",
    values: (draw) => {
      const record = (one: () => number): Record<string, number> =>
        Object.fromEntries(FILMS.map((film) => [film, one()]));
      return {
        errors: record(() => draw.whole(1, 8) * 0.5 * draw.pick([-1, 1])),
        features: record(() => draw.stepped(0.2, 1.6, 0.2)),
      };
    },
    choices: () => FILMS,
    solution: (values) => pull(values, (error, feature) => Math.abs(error * feature)),
    misconceptions: {
      largestError: (values) => pull(values, (error) => Math.abs(error)),
      largestFeature: (values) => pull(values, (_, feature) => feature),
      signed: (values) => pull(values, (error, feature) => error * feature),
    },
  },
  "2.3": {
    kind: "number",
    values: (draw) => ({
      before: draw.stepped(0.2, 0.9, 0.1),
      gradients: draw.list(3, () => draw.stepped(0.5, 4, 0.5)),
      learningRate: draw.pick([0.05, 0.1, 0.2]),
    }),
    solution: ({ before, gradients: g, learningRate }) => before + learningRate * mean(g),
    misconceptions: {
      sum: ({ before, gradients: g, learningRate }) => before + learningRate * sum(g),
      uphill: ({ before, gradients: g, learningRate }) => before - learningRate * mean(g),
      noRate: ({ before, gradients: g }) => before + mean(g),
      stepAlone: ({ gradients: g, learningRate }) => learningRate * mean(g),
      gradientAlone: ({ gradients: g }) => mean(g),
    },
  },
  "2.4": {
    kind: "function",
    values: (draw) => ({
      l: draw.list(2, () => draw.stepped(0.2, 0.9, 0.1)),
      U: table(2, 3, () => draw.stepped(0.2, 0.9, 0.1)),
      ratings: draw.list(3, () => draw.whole(1, 5)),
      learningRate: draw.pick([0.1, 0.2]),
    }),
    cases: ({ l, U, ratings, learningRate }) => [
      [l, U, ratings, learningRate],
      [[...l].reverse(), U, [...ratings].reverse(), 2 * learningRate],
      [[...l, 0.5], [...U, U[0]], ratings, learningRate],
    ],
    solution: () => stepBy(mean, true),
    misconceptions: {
      atOnce: () => stepBy(mean, false),
      sum: () => stepBy(sum, true),
      uphill: () => stepBy((g) => -mean(g), true),
      noTwo: () => stepBy((g) => mean(g) / 2, true),
    },
    untouched: (l: number[]) => l,
    code: `function step(l: number[], U: number[][], ratings: number[], learningRate: number) {
  const row = [...l];
  for (let t = 0; t < row.length; t++) {
    let sum = 0;
    for (let i = 0; i < ratings.length; i++) {
      const product = row.reduce((total, x, k) => total + x * U[k][i], 0);
      sum += 2 * (ratings[i] - product) * U[t][i];
    }
    row[t] += (learningRate * sum) / ratings.length;
  }
  return row;
}`,
  },
  "2.5": {
    kind: "matrix",
    values: (draw) => ({
      data: table(3, 4, () => draw.whole(1, 5)),
      L: table(3, 2, () => draw.whole(1, 2)),
      U: table(2, 4, () => draw.whole(0, 2)),
    }),
    solution: (values) => gradientOf(values, 2 / 4),
    misconceptions: {
      transposed: (values) => turned(gradientOf(values, 2 / 4)),
      sum: (values) => gradientOf(values, 2),
      noTwo: (values) => gradientOf(values, 1 / 4),
      uphill: (values) => gradientOf(values, -2 / 4),
      errors: errorOf,
    },
  },
};
