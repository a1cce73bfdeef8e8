import { largest } from "../../lists";
import type { Exercises } from "../definition";
import { dot, each, largestKey, sum, table, times } from "../tables";
import type { Table } from "../tables";

/** Two factors of a table. */
export interface FactorPair {
  L: Table;
  U: Table;
}

/** The values of the exercises of notebook 08. */
export interface Values08 {
  "8.1": { data: Table; pairs: Record<string, FactorPair> };
  "8.2": { parts: Table[]; weights: number[] };
  "8.3": { choices: string[] };
  "8.4": { rest: number[]; part: number[] };
  "8.5": { topics: Record<string, Record<string, number>>; document: Record<string, number> };
}

const LETTERS = ["A", "B", "C"];
const BESIDE_SVD = ["never lower", "never higher", "the same", "either"];
const WORDS = ["star", "kiss", "ship", "rose", "gun"];
const TOPICS = ["space", "love", "crime"];

const hasMinus = ({ L, U }: FactorPair): boolean => [...L, ...U].flat().some((value) => value < 0);

const isProduct = (data: Table, { L, U }: FactorPair): boolean =>
  times(L, U).every((row, i) => row.every((value, j) => Math.abs(value - data[i][j]) < 1e-9));

const pairThat = ({ pairs }: Values08["8.1"], is: (pair: FactorPair) => boolean): string =>
  Object.keys(pairs).find((letter) => is(pairs[letter])) ?? LETTERS[0];

const wordBy = (topics: Values08["8.5"]["topics"], weight: (topic: string) => number): string =>
  largestKey(
    Object.fromEntries(
      WORDS.map((word) => [word, sum(TOPICS.map((topic) => weight(topic) * topics[topic][word]))]),
    ),
  );

const mixed = (parts: readonly Table[], weights: readonly number[]): Table =>
  table(3, 3, (i, j) => sum(parts.map((part, t) => weights[t] * part[i][j])));

/** Parts, not mixtures. */
export const exercises08: Exercises<Values08> = {
  "8.1": {
    kind: "choice",
    values: (draw) => {
      const right: FactorPair = {
        L: table(3, 2, () => draw.whole(1, 3)),
        U: table(2, 3, () => draw.whole(1, 3)),
      };
      // The same product: a row of U takes three of the other away, and L gives them back.
      const negative: FactorPair = {
        L: right.L.map(([a, b]) => [a + 3 * b, b]),
        U: [right.U[0], right.U[1].map((value, j) => value - 3 * right.U[0][j])],
      };
      const wrong: FactorPair = {
        L: right.L,
        U: each(right.U, (value, i, j) => (i === 0 && j === 1 ? value + 1 : value)),
      };
      const order = draw.shuffled([right, negative, wrong]);
      return {
        data: times(right.L, right.U),
        pairs: Object.fromEntries(LETTERS.map((letter, k) => [letter, order[k]])),
      };
    },
    choices: () => LETTERS,
    solution: (values) => pairThat(values, (pair) => !hasMinus(pair) && isProduct(values.data, pair)),
    misconceptions: {
      negative: (values) => pairThat(values, hasMinus),
      otherProduct: (values) => pairThat(values, (pair) => !isProduct(values.data, pair)),
    },
  },
  "8.2": {
    kind: "matrix",
    values: (draw) => ({
      parts: draw.list(3, () => table(3, 3, () => draw.whole(0, 1))),
      weights: draw.list(3, () => draw.whole(1, 4)),
    }),
    solution: ({ parts, weights }) => mixed(parts, weights),
    misconceptions: {
      unweighted: ({ parts }) => mixed(parts, [1, 1, 1]),
      mean: ({ parts, weights }) =>
        mixed(
          parts,
          weights.map((weight) => weight / 3),
        ),
      strongest: ({ parts, weights }) =>
        mixed(
          parts,
          weights.map((weight, t) => (t === weights.indexOf(largest(weights)) ? weight : 0)),
        ),
      largest: ({ parts, weights }) =>
        table(3, 3, (i, j) => largest(parts.map((part, t) => weights[t] * part[i][j]))),
    },
  },
  "8.3": {
    kind: "choice",
    values: (draw) => ({ choices: draw.shuffled(BESIDE_SVD) }),
    choices: ({ choices }) => choices,
    solution: () => "never lower",
    misconceptions: {
      higher: () => "never higher",
      same: () => "the same",
      either: () => "either",
    },
  },
  "8.4": {
    kind: "number",
    values: (draw) => ({
      rest: draw.list(4, () => draw.whole(-4, 4)),
      // A part without any ink would have no best weight.
      part: draw.shuffled([draw.whole(1, 3), ...draw.list(3, () => draw.whole(0, 3))]),
    }),
    solution: ({ rest, part }) => Math.max(0, dot(rest, part) / dot(part, part)),
    misconceptions: {
      negative: ({ rest, part }) => (dot(rest, part) < 0 ? dot(rest, part) / dot(part, part) : null),
      absolute: ({ rest, part }) => (dot(rest, part) < 0 ? -dot(rest, part) / dot(part, part) : null),
      clippedFirst: ({ rest, part }) =>
        dot(
          rest.map((value) => Math.max(0, value)),
          part,
        ) / dot(part, part),
      notDivided: ({ rest, part }) => (dot(rest, part) > 0 ? dot(rest, part) : null),
      sums: ({ rest, part }) => (dot(rest, part) > 0 ? sum(rest) / sum(part) : null),
    },
  },
  "8.5": {
    kind: "choice",
    values: (draw) => ({
      topics: Object.fromEntries(
        TOPICS.map((topic) => [topic, Object.fromEntries(WORDS.map((word) => [word, draw.whole(0, 6)]))]),
      ),
      document: Object.fromEntries(TOPICS.map((topic) => [topic, draw.whole(1, 5)])),
    }),
    choices: () => WORDS,
    solution: ({ topics, document }) => wordBy(topics, (topic) => document[topic]),
    misconceptions: {
      strongestTopic: ({ topics, document }) => largestKey(topics[largestKey(document)]),
      everywhere: ({ topics }) => wordBy(topics, () => 1),
    },
  },
};
