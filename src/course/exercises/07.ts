import { exp, log } from "../../kernels/math";
import type { Exercises } from "../definition";
import { mean, sum, table } from "../tables";
import type { Table } from "../tables";

/** The values of the exercises of notebook 07. */
export interface Values07 {
  "7.1": { U: Table; ratings: (number | null)[]; regularization: number };
  "7.2": { count: number; alpha: number; score: number };
  "7.3": { liked: number; other: number };
  "7.4": { list: string[]; liked: string[] };
  "7.5": { draws: number[] };
}

const FILMS = ["Comet", "Letters", "Orbit", "Roses", "Nebula", "Tango", "Quasar", "Harvest"];
const GOOD = 4;

/** The p that minimizes Σ (r − p·q)² + λ·‖p‖². @param ratings those of all films that count */
function ridge(U: Table, ratings: readonly (number | null)[], regularization: number): number[] {
  let [a, b, d, first, second] = [regularization, 0, regularization, 0, 0];
  ratings.forEach((rating, i) => {
    if (rating === null) return;
    const [x, y] = [U[0][i], U[1][i]];
    a += x * x;
    b += x * y;
    d += y * y;
    first += rating * x;
    second += rating * y;
  });
  const determinant = a * d - b * b;
  return [(first * d - second * b) / determinant, (second * a - first * b) / determinant];
}

const sigmoid = (x: number): number => 1 / (1 + exp(-x));

/** The places from 1 to `most` at which a list has what is liked. */
const hits = ({ list, liked }: Values07["7.4"], most: number): number[] =>
  list.slice(0, most).flatMap((name, k) => (liked.includes(name) ? [k + 1] : []));

const gain = (places: readonly number[]): number => sum(places.map((place) => log(2) / log(place + 1)));

const firstPlaces = (count: number): number[] => Array.from({ length: count }, (_, k) => k + 1);

/** Solving instead of stepping. */
export const exercises07: Exercises<Values07> = {
  "7.1": {
    kind: "list",
    values: (draw) => {
      const blanks = draw.shuffled([true, true, false, false, false]);
      return {
        U: table(2, 5, () => draw.whole(0, 3)),
        ratings: blanks.map((isBlank) => (isBlank ? null : draw.whole(1, 5))),
        regularization: draw.pick([0.5, 1, 2]),
      };
    },
    solution: ({ U, ratings, regularization }) => ridge(U, ratings, regularization),
    misconceptions: {
      blanksAsZero: ({ U, ratings, regularization }) =>
        ridge(
          U,
          ratings.map((rating) => rating ?? 0),
          regularization,
        ),
      noPenalty: ({ U, ratings }) => ridge(U, ratings, 1e-9),
      penaltyPerRating: ({ U, ratings, regularization }) => ridge(U, ratings, 3 * regularization),
      swapped: ({ U, ratings, regularization }) => ridge(U, ratings, regularization).reverse(),
      notSolved: ({ U, ratings }) => U.map((row) => sum(row.map((q, i) => q * (ratings[i] ?? 0)))),
    },
  },
  "7.2": {
    kind: "number",
    values: (draw) => ({
      count: draw.whole(2, 6),
      alpha: draw.pick([1, 2, 5, 10]),
      score: draw.stepped(0.1, 0.8, 0.1),
    }),
    solution: ({ count, alpha, score }) => (1 + alpha * count) * (1 - score) ** 2,
    misconceptions: {
      countAsRating: ({ count, alpha, score }) => (1 + alpha * count) * (count - score) ** 2,
      noOne: ({ count, alpha, score }) => alpha * count * (1 - score) ** 2,
      noConfidence: ({ score }) => (1 - score) ** 2,
      ratingError: ({ count, score }) => (count - score) ** 2,
      notSquared: ({ count, alpha, score }) => (1 + alpha * count) * (1 - score),
      confidence: ({ count, alpha }) => 1 + alpha * count,
    },
  },
  "7.3": {
    kind: "number",
    values: (draw) => ({
      liked: draw.stepped(-1.5, 2, 0.1),
      other: draw.stepped(-1.5, 2, 0.1),
    }),
    solution: ({ liked, other }) => sigmoid(other - liked),
    misconceptions: {
      turned: ({ liked, other }) => sigmoid(liked - other),
      difference: ({ liked, other }) => liked - other,
      loss: ({ liked, other }) => -log(sigmoid(liked - other)),
      likedAlone: ({ liked }) => sigmoid(-liked),
      slope: ({ liked, other }) => sigmoid(other - liked) * sigmoid(liked - other),
    },
  },
  "7.4": {
    kind: "number",
    values: (draw) => ({
      list: draw.shuffled(FILMS),
      liked: draw.shuffled(FILMS).slice(0, 3),
    }),
    solution: (values) => gain(hits(values, 5)) / gain(firstPlaces(values.liked.length)),
    misconceptions: {
      notNormalized: (values) => gain(hits(values, 5)),
      precision: (values) => hits(values, 5).length / 5,
      recall: (values) => hits(values, 5).length / values.liked.length,
      idealOfFive: (values) => gain(hits(values, 5)) / gain(firstPlaces(5)),
      wholeList: (values) => gain(hits(values, 8)) / gain(firstPlaces(values.liked.length)),
    },
  },
  "7.5": {
    kind: "number",
    values: (draw) => ({ draws: draw.list(20, () => draw.stepped(3, 4.8, 0.1)) }),
    solution: ({ draws }) => mean(draws.map((value) => (value >= GOOD ? 1 : 0))),
    misconceptions: {
      meanOnly: ({ draws }) => (mean(draws) >= GOOD ? 1 : 0),
      percent: ({ draws }) => 5 * draws.filter((value) => value >= GOOD).length,
      count: ({ draws }) => draws.filter((value) => value >= GOOD).length,
      below: ({ draws }) => mean(draws.map((value) => (value < GOOD ? 1 : 0))),
      mean: ({ draws }) => mean(draws),
    },
  },
};
