import type { Exercises } from "../definition";
import { dot, largestKey, table, times, turned } from "../tables";
import type { Table } from "../tables";

/** Two numbers for each of two tastes: space and love. */
export type Tastes = [space: number, love: number];

/** The values of the exercises of notebook 00. */
export interface Values00 {
  "0.1": { person: Tastes; film: Tastes };
  "0.2": { ratings: Table; U: Table };
  "0.3": { film: string; films: Record<string, Tastes> };
  "0.4": { choices: string[] };
  "0.5": { ratings: (number | null)[]; U: Table };
}

const FILMS = ["Comet", "Letters", "Orbit", "Roses", "Nebula"];
const TURNED_SIGN = ["same", "turned", "unknowable"];

/** The tastes of the person of 0.4, whose first two films have one taste each. */
const tastesOf = ({ ratings, U }: Values00["0.5"]): Tastes => [
  (ratings[0] ?? 0) / U[0][0],
  (ratings[1] ?? 0) / U[1][1],
];

/** How long the arrow of a film is, squared. */
const length2 = (film: Tastes): number => dot(film, film);

const others = ({ film, films }: Values00["0.3"], score: (other: Tastes, own: Tastes) => number): string =>
  largestKey(
    Object.fromEntries(
      Object.keys(films)
        .filter((name) => name !== film)
        .map((name) => [name, score(films[name], films[film])]),
    ),
  );

/** What a latent factor is. */
export const exercises00: Exercises<Values00> = {
  "0.1": {
    kind: "number",
    values: (draw) => {
      const taste = (): number => draw.stepped(0.5, 2, 0.5);
      return { person: [taste(), taste()], film: [taste(), taste()] };
    },
    solution: ({ person, film }) => dot(person, film),
    misconceptions: {
      added: ({ person, film }) => person[0] + person[1] + film[0] + film[1],
      oneTaste: ({ person, film }) => person[0] * film[0],
      otherTaste: ({ person, film }) => person[1] * film[1],
      crossed: ({ person, film }) => person[0] * film[1] + person[1] * film[0],
      mean: ({ person, film }) => dot(person, film) / 2,
      multiplied: ({ person, film }) => person[0] * film[0] * person[1] * film[1],
    },
  },
  "0.2": {
    kind: "matrix",
    values: (draw) => {
      const U = draw.pick([
        [
          [2, 1, 0, 1],
          [0, 1, 2, 1],
        ],
        [
          [2, 2, 0, 1],
          [1, 0, 2, 1],
        ],
        [
          [1, 2, 1, 0],
          [0, 0, 1, 2],
        ],
      ]);
      const L = table(3, 2, () => draw.whole(0, 3));
      return { ratings: times(L, U), U };
    },
    solution: ({ ratings, U }) => solveFirstTwo(ratings, U),
    misconceptions: {
      transposed: ({ ratings, U }) => turned(solveFirstTwo(ratings, U)),
      swapped: ({ ratings, U }) => solveFirstTwo(ratings, U).map(([space, love]) => [love, space]),
      films: ({ U }) => U,
      ratings: ({ ratings }) => ratings,
    },
  },
  "0.3": {
    kind: "choice",
    values: (draw) => {
      const names = draw.shuffled(FILMS);
      const own: Tastes = draw.pick([
        [2, 1],
        [1, 2],
        [3, 1],
        [1, 3],
      ]);
      const factor = draw.pick([2, 3]);
      const tastes: Tastes[] = [
        own,
        [own[0] * factor, own[1] * factor],
        [own[1], own[0]],
        draw.pick<Tastes>([
          [own[0], own[1] + 1],
          [own[0] + 1, own[1] + 1], // never a multiple of its own
        ]),
        own[0] > own[1] ? [1, own[0] * factor + 4] : [own[1] * factor + 4, 1],
      ];
      const films = Object.fromEntries(names.map((name, k) => [name, tastes[k]]));
      return { film: names[0], films: Object.fromEntries(FILMS.map((name) => [name, films[name]])) };
    },
    choices: () => FILMS,
    solution: (values) =>
      others(values, (other, own) => dot(other, own) / Math.sqrt(length2(other) * length2(own))),
    misconceptions: {
      itself: ({ film }) => film,
      longest: (values) => others(values, length2),
      nearest: (values) => others(values, (other, own) => -length2([other[0] - own[0], other[1] - own[1]])),
    },
  },
  "0.4": {
    kind: "choice",
    values: (draw) => ({ choices: draw.shuffled(TURNED_SIGN) }),
    choices: ({ choices }) => choices,
    solution: () => "same",
    misconceptions: { turned: () => "turned", unknowable: () => "unknowable" },
  },
  "0.5": {
    kind: "number",
    values: (draw) => {
      const tastes: Tastes = [draw.whole(1, 3), draw.whole(1, 3)];
      const [a, b] = [draw.whole(1, 2), draw.whole(1, 2)];
      const U = [
        [a, 0, draw.stepped(0.5, 1.5, 0.5)],
        [0, b, draw.stepped(0.5, 1.5, 0.5)],
      ];
      return { ratings: [tastes[0] * a, tastes[1] * b, null], U };
    },
    solution: (values) => dot(tastesOf(values), [values.U[0][2], values.U[1][2]]),
    misconceptions: {
      blankAsZero: () => 0,
      mean: ({ ratings }) => ((ratings[0] ?? 0) + (ratings[1] ?? 0)) / 2,
      meanWithZero: ({ ratings }) => ((ratings[0] ?? 0) + (ratings[1] ?? 0)) / 3,
      ratingsAsTastes: ({ ratings, U }) => dot([ratings[0] ?? 0, ratings[1] ?? 0], [U[0][2], U[1][2]]),
      filmAlone: ({ U }) => U[0][2] + U[1][2],
    },
  },
};

/** The L with L·U = ratings, from two columns of U that are independent. */
function solveFirstTwo(ratings: Table, U: Table): Table {
  const [first, second] = [0, 2];
  const [a, b, c, d] = [U[0][first], U[0][second], U[1][first], U[1][second]];
  const determinant = a * d - b * c;
  return ratings.map((row) => [
    (row[first] * d - row[second] * c) / determinant,
    (row[second] * a - row[first] * b) / determinant,
  ]);
}
