import type { Exercises } from "../definition";
import { dot, table, times, turned } from "../tables";
import type { Table } from "../tables";

/** The values of the exercises of notebook 01. */
export interface Values01 {
  "1.1": { l: number[]; u: number[]; rating: number };
  "1.2": { l: number[]; u: number[]; rating: number; feature: number };
  "1.3": { L: Table; U: Table };
  "1.4": { choices: string[] };
  "1.5": { rows: number; columns: number; features: number };
}

type Cell = Pick<Values01["1.1"], "l" | "u" | "rating">;

const MEANINGS = ["room", "understood", "faster", "chance"];

const error = ({ l, u, rating }: Cell): number => rating - dot(l, u);

const oneFeature = ({ L, U }: Values01["1.3"]): Table =>
  table(L.length, U[0].length, (i, j) => L[i][0] * U[0][j]);

/** The original notebook. */
export const exercises01: Exercises<Values01> = {
  "1.1": {
    kind: "number",
    values: (draw) => ({
      l: draw.list(2, () => draw.stepped(0.2, 0.9, 0.1)),
      u: draw.list(2, () => draw.stepped(0.2, 0.9, 0.1)),
      rating: draw.whole(2, 5),
    }),
    solution: (cell) => error(cell) ** 2,
    misconceptions: {
      notSquared: error,
      turned: (cell) => -error(cell),
      product: ({ l, u }) => dot(l, u),
      squaresApart: ({ l, u, rating }) => rating ** 2 - dot(l, u) ** 2,
      twice: (cell) => 2 * error(cell),
    },
  },
  "1.2": {
    kind: "number",
    values: (draw) => ({
      l: draw.list(2, () => draw.stepped(0.2, 0.9, 0.1)),
      u: draw.list(2, () => draw.stepped(0.2, 0.9, 0.1)),
      rating: draw.whole(2, 5),
      feature: draw.whole(0, 1),
    }),
    solution: (cell) => 2 * error(cell) * cell.u[cell.feature],
    misconceptions: {
      uphill: (cell) => -2 * error(cell) * cell.u[cell.feature],
      noTwo: (cell) => error(cell) * cell.u[cell.feature],
      ownFactor: (cell) => 2 * error(cell) * cell.l[cell.feature],
      otherFeature: (cell) => 2 * error(cell) * cell.u[1 - cell.feature],
      productNotError: (cell) => 2 * dot(cell.l, cell.u) * cell.u[cell.feature],
    },
  },
  "1.3": {
    kind: "matrix",
    values: (draw) => ({
      L: table(2, 2, () => draw.whole(0, 4)),
      U: table(2, 3, () => draw.whole(0, 4)),
    }),
    solution: ({ L, U }) => times(L, U),
    misconceptions: {
      transposed: ({ L, U }) => turned(times(L, U)),
      leftTurned: ({ L, U }) => times(turned(L), U),
      oneFeature,
      mean: ({ L, U }) => times(L, U).map((row) => row.map((value) => value / 2)),
    },
  },
  "1.4": {
    kind: "choice",
    values: (draw) => ({ choices: draw.shuffled(MEANINGS) }),
    choices: ({ choices }) => choices,
    solution: () => "room",
    misconceptions: { understood: () => "understood", faster: () => "faster", chance: () => "chance" },
  },
  "1.5": {
    kind: "number",
    values: (draw) => ({
      rows: draw.whole(20, 90),
      columns: draw.whole(20, 90),
      features: draw.whole(2, 9),
    }),
    solution: ({ rows, columns, features }) => (rows + columns) * features,
    misconceptions: {
      table: ({ rows, columns }) => rows * columns,
      tableTimes: ({ rows, columns, features }) => rows * columns * features,
      multiplied: ({ rows, columns, features }) => rows * features * columns * features,
      onlyL: ({ rows, features }) => rows * features,
      onlyU: ({ columns, features }) => columns * features,
      noFeatures: ({ rows, columns }) => rows + columns,
    },
  },
};
