import type { Exercises } from "../definition";
import { known, mean, sum, table } from "../tables";
import type { Cells, Table } from "../tables";

/** The values of the exercises of notebook 05. */
export interface Values05 {
  "5.1": { data: Cells; product: Table };
  "5.2": { l: number; u: number; error: number; regularization: number; learningRate: number };
  "5.3": { choices: string[] };
  "5.4": { data: Cells; person: number };
  "5.5": { mean: number; personMean: number; filmMean: number };
}

const CURES = ["regularization", "iterations", "zeros", "rate"];

/** The errors over the known cells. */
const errors = ({ data, product }: Values05["5.1"]): number[] =>
  known(data.flatMap((row, i) => row.map((value, j) => (value === null ? null : value - product[i][j]))));

const square = (value: number): number => value * value;

const zeroed = (row: readonly (number | null)[]): number[] => row.map((value) => value ?? 0);

/** A number after its step. @param pull how strongly, and which way, λ draws */
const stepped = ({ l, u, error, learningRate }: Values05["5.2"], pull: number): number =>
  l + learningRate * 2 * (error * u - pull);

/** A table with some blanks, in which every row and the first column have a known cell. */
function withBlanks(rows: number, columns: number, one: () => number, isBlank: () => boolean): Cells {
  return table(rows, columns, one).map((row) => row.map((value, j) => (j > 0 && isBlank() ? null : value)));
}

/** Blanks, biases and regularization. */
export const exercises05: Exercises<Values05> = {
  "5.1": {
    kind: "number",
    values: (draw) => {
      const data = withBlanks(
        3,
        4,
        () => draw.whole(1, 5),
        () => draw.whole(0, 2) === 0,
      );
      return { data, product: table(3, 4, () => draw.stepped(1, 5, 0.5)) };
    },
    solution: (values) => mean(errors(values).map(square)),
    misconceptions: {
      blanksAsZero: ({ data, product }) =>
        mean(data.flatMap((row, i) => row.map((value, j) => square((value ?? 0) - product[i][j])))),
      blanksCounted: (values) => sum(errors(values).map(square)) / values.data.flat().length,
      sum: (values) => sum(errors(values).map(square)),
      root: (values) => Math.sqrt(mean(errors(values).map(square))),
      notSquared: (values) => mean(errors(values).map(Math.abs)),
      signed: (values) => mean(errors(values)),
    },
  },
  "5.2": {
    kind: "number",
    values: (draw) => ({
      l: draw.stepped(1, 3, 0.5),
      u: draw.stepped(0.5, 2, 0.5),
      error: draw.stepped(0.5, 2, 0.5),
      regularization: draw.pick([0.1, 0.2, 0.3]),
      learningRate: draw.pick([0.1, 0.2]),
    }),
    solution: (values) => stepped(values, values.regularization * values.l),
    misconceptions: {
      noPull: (values) => stepped(values, 0),
      pushed: (values) => stepped(values, -values.regularization * values.l),
      constantPull: (values) => stepped(values, values.regularization),
      otherNumber: (values) => stepped(values, values.regularization * values.u),
      uphill: (values) => 2 * values.l - stepped(values, values.regularization * values.l),
      noTwo: (values) => (values.l + stepped(values, values.regularization * values.l)) / 2,
    },
  },
  "5.3": {
    kind: "choice",
    values: (draw) => ({ choices: draw.shuffled(CURES) }),
    choices: ({ choices }) => choices,
    solution: () => "regularization",
    misconceptions: { iterations: () => "iterations", zeros: () => "zeros", rate: () => "rate" },
  },
  "5.4": {
    kind: "number",
    values: (draw) => ({
      data: withBlanks(
        4,
        5,
        () => draw.whole(1, 5),
        () => draw.whole(0, 2) === 0,
      ),
      person: draw.whole(0, 3),
    }),
    solution: ({ data, person }) => mean(known(data[person])) - mean(known(data.flat())),
    misconceptions: {
      noMean: ({ data, person }) => mean(known(data[person])),
      turned: ({ data, person }) => mean(known(data.flat())) - mean(known(data[person])),
      blanksAsZero: ({ data, person }) => mean(zeroed(data[person])) - mean(zeroed(data.flat())),
      sum: ({ data, person }) => sum(known(data[person])) - mean(known(data.flat())),
      globalMean: ({ data }) => mean(known(data.flat())),
    },
  },
  "5.5": {
    kind: "number",
    values: (draw) => ({
      mean: draw.stepped(2.8, 3.6, 0.1),
      personMean: draw.stepped(2, 4.5, 0.1),
      filmMean: draw.stepped(2, 4.5, 0.1),
    }),
    solution: (values) => values.personMean + values.filmMean - values.mean,
    misconceptions: {
      halfway: ({ personMean, filmMean }) => (personMean + filmMean) / 2,
      added: ({ personMean, filmMean }) => personMean + filmMean,
      allAdded: (values) => values.mean + values.personMean + values.filmMean,
      filmAlone: ({ filmMean }) => filmMean,
      personAlone: ({ personMean }) => personMean,
      turned: (values) => 3 * values.mean - values.personMean - values.filmMean,
    },
  },
};
