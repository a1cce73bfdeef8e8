import { smallest } from "../../lists";
import type { Exercises } from "../definition";
import { each, sum, table, times, turned } from "../tables";
import type { Table } from "../tables";

/** The values of the exercises of notebook 03. */
export interface Values03 {
  "3.1": { features: number[]; trained: number[]; hidden: number[] };
  "3.2": { data: Table };
  "3.3": { singularValues: number[] };
  "3.4": { singularValues: number[]; k: number; rows: number; columns: number };
  "3.5": { data: Table };
}

/** Three directions at right angles, whose numbers are thirds. */
const DIRECTIONS = [
  [1, 2, 2],
  [2, 1, -2],
  [2, -2, 1],
];

const squares = (values: readonly number[]): number => sum(values.map((value) => value * value));

/** The fewest first values that have a share of the sum of all. */
function enough(values: readonly number[], share: number): number {
  const whole = sum(values);
  let k = 0;
  for (let part = 0; part < share * whole - 1e-9 && k < values.length; k++) part += values[k];
  return k;
}

/** The rank of a small table of whole numbers, by elimination. */
function rank(data: Table): number {
  const rows = data.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < rows[0].length && found < rows.length; column++) {
    const pivot = rows.findIndex((row, i) => i >= found && Math.abs(row[column]) > 1e-9);
    if (pivot < 0) continue;
    [rows[found], rows[pivot]] = [rows[pivot], rows[found]];
    for (let i = found + 1; i < rows.length; i++) {
      const factor = rows[i][column] / rows[found][column];
      rows[i] = rows[i].map((value, j) => value - factor * rows[found][j]);
    }
    found++;
  }
  return found;
}

/** The direction that a table's rows have most of, of the three that there are: which, and how much. */
function strongest({ data }: Values03["3.5"], place: 0 | 1): Table {
  const parts = DIRECTIONS.map((across) => {
    const lengths = data.map((row) => sum(row.map((value, j) => value * across[j])) / 9);
    return table(3, 3, (i, j) => lengths[i] * across[j]);
  });
  const size = (part: Table): number => squares(part.flat());
  return parts.sort((a, b) => size(b) - size(a))[place];
}

const indexOfLeast = (values: readonly number[]): number => values.indexOf(smallest(values));

const unitOf = (part: Table): Table => {
  const length = Math.sqrt(squares(part.flat()));
  return each(part, (value) => value / length);
};

/** How many features. */
export const exercises03: Exercises<Values03> = {
  "3.1": {
    kind: "number",
    values: (draw) => {
      const features = [1, 2, 3, 4, 5, 6, 7, 8];
      const best = draw.whole(3, 5);
      const trained: number[] = [];
      const hidden: number[] = [];
      for (const k of features) {
        trained.push(Math.round(100 * (1.1 * 0.62 ** k + draw.stepped(0, 0.02, 0.01))) / 100);
        const far = Math.abs(k - best);
        hidden.push(
          Math.round(100 * (0.6 + 0.09 * far + 0.02 * far * far + draw.stepped(0, 0.03, 0.01))) / 100,
        );
      }
      return { features, trained: trained.sort((a, b) => b - a), hidden };
    },
    solution: ({ features, hidden }) => features[indexOfLeast(hidden)],
    misconceptions: {
      trained: ({ features, trained }) => features[indexOfLeast(trained)],
      afterBest: ({ features, hidden }) => features[indexOfLeast(hidden) + 1],
      closest: ({ features, hidden, trained }) =>
        features[indexOfLeast(hidden.map((value, k) => Math.abs(value - trained[k])))],
      countedFromZero: ({ hidden }) => indexOfLeast(hidden),
    },
  },
  "3.2": {
    kind: "number",
    values: (draw) => {
      const features = draw.whole(1, 3);
      // No row and no column of zeros alone: a person who likes nothing is a strange example.
      const upTo = (most: number) => (i: number, j: number) =>
        draw.whole(i % features === j % features ? 1 : 0, most);
      return { data: times(table(5, features, upTo(2)), table(features, 4, upTo(3))) };
    },
    solution: ({ data }) => rank(data),
    misconceptions: {
      columns: ({ data }) => data[0].length,
      rows: ({ data }) => data.length,
      cells: ({ data }) => data.length * data[0].length,
      zero: () => 0,
    },
  },
  "3.3": {
    kind: "number",
    values: (draw) => ({
      singularValues: draw.list(6, () => draw.whole(1, 20)).sort((a, b) => b - a),
    }),
    solution: ({ singularValues }) =>
      enough(
        singularValues.map((value) => value * value),
        0.9,
      ),
    misconceptions: {
      notSquared: ({ singularValues }) => enough(singularValues, 0.9),
      oneLess: ({ singularValues }) =>
        enough(
          singularValues.map((value) => value * value),
          0.9,
        ) - 1,
      all: ({ singularValues }) => singularValues.length,
    },
  },
  "3.4": {
    kind: "number",
    values: (draw) => ({
      singularValues: draw.list(4, () => draw.whole(1, 12)).sort((a, b) => b - a),
      k: draw.whole(1, 2),
      rows: draw.whole(5, 9),
      columns: 4,
    }),
    solution: ({ singularValues, k, rows, columns }) =>
      Math.sqrt(squares(singularValues.slice(k)) / (rows * columns)),
    misconceptions: {
      kept: ({ singularValues, k, rows, columns }) =>
        Math.sqrt(squares(singularValues.slice(0, k)) / (rows * columns)),
      noMean: ({ singularValues, k }) => Math.sqrt(squares(singularValues.slice(k))),
      noRoot: ({ singularValues, k, rows, columns }) => squares(singularValues.slice(k)) / (rows * columns),
      notSquared: ({ singularValues, k, rows, columns }) =>
        Math.sqrt(sum(singularValues.slice(k)) / (rows * columns)),
      oneMore: ({ singularValues, k, rows, columns }) =>
        Math.sqrt(squares(singularValues.slice(k + 1)) / (rows * columns)),
    },
  },
  "3.5": {
    kind: "matrix",
    values: (draw) => {
      const [down, across] = [draw.shuffled(DIRECTIONS), draw.shuffled(DIRECTIONS)];
      const [first, second] = [draw.whole(4, 6), draw.whole(1, 3)];
      return {
        data: table(3, 3, (i, j) => first * down[0][i] * across[0][j] + second * down[1][i] * across[1][j]),
      };
    },
    solution: (values) => strongest(values, 0),
    misconceptions: {
      second: (values) => strongest(values, 1),
      transposed: (values) => turned(strongest(values, 0)),
      noLength: (values) => unitOf(strongest(values, 0)),
      whole: ({ data }) => data,
    },
  },
};
