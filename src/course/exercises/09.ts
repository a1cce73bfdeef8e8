import type { Exercises } from "../definition";
import { largestKey } from "../tables";

/** The values of the exercises of notebook 09. */
export interface Values09 {
  "9.1": {
    mean: number;
    biases: Record<string, number>;
    counts: Record<string, number>;
    lengths: Record<string, number>;
  };
  "9.2": { prediction: number; mean: number; personBias: number; filmBias: number };
  "9.3": { scores: Record<string, number>; seen: string[]; counts: Record<string, number> };
  "9.4": { scores: number[]; seen: number[]; count: number };
  "9.5": { users: number; items: number; features: number };
}

type Recommend = (scores: number[], seen: number[], count: number) => number[];

const FILMS = ["Comet", "Letters", "Orbit", "Roses", "Nebula", "Tango"];
const GIGABYTE = 1e9;

/** The first three names of a record, largest first. */
const topThree = (record: Readonly<Record<string, number>>, without: readonly string[]): string[] =>
  Object.keys(record)
    .filter((name) => !without.includes(name))
    .sort((a, b) => record[b] - record[a])
    .slice(0, 3);

const best = (scores: readonly number[], without: readonly number[]): number[] =>
  [...scores.keys()].filter((index) => !without.includes(index)).sort((a, b) => scores[b] - scores[a]);

const byFilm = <Value>(values: readonly Value[]): Record<string, Value> =>
  Object.fromEntries(FILMS.map((film, k) => [film, values[k]]));

/** From notebook to service. */
export const exercises09: Exercises<Values09> = {
  "9.1": {
    kind: "choice",
    values: (draw) => ({
      mean: draw.stepped(3, 3.6, 0.1),
      biases: byFilm(draw.shuffled([-0.6, -0.2, 0.1, 0.3, 0.5, 0.8])),
      counts: byFilm(draw.shuffled([12, 40, 85, 160, 310, 900])),
      lengths: byFilm(draw.shuffled([0.2, 0.5, 0.7, 0.9, 1.3, 1.8])),
    }),
    choices: () => FILMS,
    solution: ({ biases }) => largestKey(biases),
    misconceptions: {
      popular: ({ counts }) => largestKey(counts),
      longest: ({ lengths }) => largestKey(lengths),
      worst: ({ biases }) => largestKey(byFilm(FILMS.map((film) => -biases[film]))),
    },
  },
  "9.2": {
    kind: "number",
    values: (draw) => ({
      prediction: draw.stepped(3.2, 4.8, 0.1),
      mean: draw.stepped(3, 3.6, 0.1),
      personBias: draw.stepped(-0.6, 0.6, 0.1),
      filmBias: draw.stepped(-0.6, 0.6, 0.1),
    }),
    solution: (values) => values.prediction - values.mean - values.personBias - values.filmBias,
    misconceptions: {
      noPerson: (values) => values.prediction - values.mean - values.filmBias,
      noFilm: (values) => values.prediction - values.mean - values.personBias,
      noMean: (values) => values.prediction - values.personBias - values.filmBias,
      onlyMean: (values) => values.prediction - values.mean,
      turned: (values) => values.mean + values.personBias + values.filmBias - values.prediction,
      biasesAdded: (values) => values.prediction - values.mean + values.personBias + values.filmBias,
    },
  },
  "9.3": {
    kind: "names",
    values: (draw) => ({
      scores: byFilm(draw.shuffled([1.9, 2.7, 3.4, 3.9, 4.3, 4.8])),
      seen: draw.shuffled(FILMS).slice(0, 2),
      counts: byFilm(draw.shuffled([12, 40, 85, 160, 310, 900])),
    }),
    choices: () => FILMS,
    solution: ({ scores, seen }) => topThree(scores, seen),
    misconceptions: {
      withSeen: ({ scores }) => topThree(scores, []),
      worstFirst: ({ scores, seen }) => topThree(byFilm(FILMS.map((film) => -scores[film])), seen),
      popular: ({ counts, seen }) => topThree(counts, seen),
      turned: ({ scores, seen }) => topThree(scores, seen).reverse(),
    },
  },
  "9.4": {
    kind: "function",
    values: (draw) => ({
      scores: draw.shuffled([0.3, 1.1, 1.9, 2.7, 3.4, 3.9, 4.3, 4.8]),
      seen: draw.shuffled([0, 1, 2, 3, 4, 5, 6, 7]).slice(0, 3),
      count: draw.whole(2, 3),
    }),
    cases: ({ scores, seen, count }) => [
      [scores, seen, count],
      [scores, [best(scores, [])[0]], count],
      [scores.map((score) => score - 10), [], 4],
      [scores, seen, scores.length],
    ],
    solution: (): Recommend => (scores, seen, count) => best(scores, seen).slice(0, count),
    misconceptions: {
      withSeen: (): Recommend => (scores, _, count) => best(scores, []).slice(0, count),
      seenAfterwards: (): Recommend => (scores, seen, count) =>
        best(scores, [])
          .slice(0, count)
          .filter((index) => !seen.includes(index)),
      worstFirst: (): Recommend => (scores, seen, count) => best(scores, seen).reverse().slice(0, count),
      scores: (): Recommend => (scores, seen, count) =>
        best(scores, seen)
          .slice(0, count)
          .map((index) => scores[index]),
      all: (): Recommend => (scores, seen) => best(scores, seen),
    },
    untouched: () => [],
    code: `function recommend(scores: number[], seen: number[], count: number) {
  const unseen = [...scores.keys()].filter((index) => !seen.includes(index));
  unseen.sort((a, b) => scores[b] - scores[a]);
  return unseen.slice(0, count);
}`,
  },
  "9.5": {
    kind: "number",
    values: (draw) => ({
      users: draw.whole(5, 40) * 1_000_000,
      items: draw.whole(2, 9) * 100_000,
      features: draw.pick([50, 64, 100, 128]),
    }),
    solution: ({ users, items, features }) => ((users + items) * features * 4) / GIGABYTE,
    misconceptions: {
      wholeTable: ({ users, items }) => (users * items * 4) / GIGABYTE,
      doubles: ({ users, items, features }) => ((users + items) * features * 8) / GIGABYTE,
      onlyUsers: ({ users, features }) => (users * features * 4) / GIGABYTE,
      numbers: ({ users, items, features }) => ((users + items) * features) / GIGABYTE,
      bits: ({ users, items, features }) => ((users + items) * features * 32) / GIGABYTE,
      bytes: ({ users, items, features }) => (users + items) * features * 4,
    },
  },
};
