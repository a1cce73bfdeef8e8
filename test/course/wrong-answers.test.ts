import { describe, expect, test } from "vitest";
import { findExercise, valuesFor } from "../../src/course/catalog";
import type { ExerciseId, ExerciseValues } from "../../src/course/exercises/all";
import { judge } from "../../src/course/judge";

/** An answer as people give it who have got something wrong, worked out here on its own, and what it is to be called. */
const wrong = <Id extends ExerciseId>(
  id: Id,
  misconception: string,
  answer: (values: ExerciseValues[Id]) => unknown,
): readonly [id: string, misconception: string, answer: (values: unknown) => unknown] => [
  id,
  misconception,
  answer as (values: unknown) => unknown,
];

const add = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const average = (numbers: readonly number[]): number => add(numbers) / numbers.length;
const given = (row: readonly (number | null)[]): number[] => row.filter((x) => x !== null);
const least = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[0];
const transpose = (t: readonly number[][]): number[][] => t[0].map((_, j) => t.map((row) => row[j]));
const multiply = (a: readonly number[][], b: readonly number[][]): number[][] =>
  a.map((row) => transpose(b).map((column) => add(row.map((x, k) => x * column[k]))));
const byValue = (record: Readonly<Record<string, number>>): string[] =>
  Object.keys(record).sort((a, b) => record[b] - record[a]);
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const squares = (numbers: readonly number[]): number => add(numbers.map((x) => x ** 2));

const CASES = [
  wrong("0.1", "added", ({ person, film }) => add([...person, ...film])),
  wrong("0.1", "mean", ({ person, film }) => (person[0] * film[0] + person[1] * film[1]) / 2),
  wrong("0.1", "crossed", ({ person, film }) => person[0] * film[1] + person[1] * film[0]),
  wrong("0.1", "oneTaste", ({ person, film }) => person[0] * film[0]),
  wrong("0.2", "films", ({ U }) => U),
  wrong("0.2", "ratings", ({ ratings }) => ratings),
  wrong("0.3", "itself", ({ film }) => film),
  wrong(
    "0.3",
    "longest",
    ({ films }) => Object.keys(films).sort((a, b) => Math.hypot(...films[b]) - Math.hypot(...films[a]))[0],
  ),
  wrong("0.5", "blankAsZero", () => 0),
  wrong("0.5", "mean", ({ ratings }) => average(given(ratings))),
  wrong("0.5", "meanWithZero", ({ ratings }) => add(given(ratings)) / 3),
  wrong("0.4", "turned", () => "Its signs turn"),
  wrong("0.4", "unknowable", ({ choices }) => choices.indexOf("unknowable")),
  wrong("1.1", "notSquared", ({ l, u, rating }) => rating - l[0] * u[0] - l[1] * u[1]),
  wrong("1.1", "turned", ({ l, u, rating }) => l[0] * u[0] + l[1] * u[1] - rating),
  wrong(
    "1.2",
    "uphill",
    ({ l, u, rating, feature }) => -2 * (rating - l[0] * u[0] - l[1] * u[1]) * u[feature],
  ),
  wrong("1.2", "noTwo", ({ l, u, rating, feature }) => (rating - l[0] * u[0] - l[1] * u[1]) * u[feature]),
  wrong(
    "1.2",
    "ownFactor",
    ({ l, u, rating, feature }) => 2 * (rating - l[0] * u[0] - l[1] * u[1]) * l[feature],
  ),
  wrong("1.3", "transposed", ({ L, U }) => transpose(multiply(L, U))),
  wrong("1.3", "leftTurned", ({ L, U }) => multiply(transpose(L), U)),
  wrong("1.4", "understood", () => "The model has understood what the people like"),
  wrong("1.5", "tableTimes", ({ rows, columns, features }) => rows * columns * features),
  wrong("1.5", "table", ({ rows, columns }) => rows * columns),
  wrong("1.5", "onlyL", ({ rows, features }) => rows * features),
  wrong("2.1", "downhill", ({ x, y, rating }) => 2 * (rating - x * y) * y),
  wrong("2.1", "noInner", ({ x, y, rating }) => -2 * (rating - x * y)),
  wrong("2.3", "sum", ({ before, gradients, learningRate }) => before + learningRate * add(gradients)),
  wrong("2.3", "uphill", ({ before, gradients, learningRate }) => before - learningRate * average(gradients)),
  wrong("2.3", "stepAlone", ({ gradients, learningRate }) => learningRate * average(gradients)),
  wrong("2.4", "atOnce", () => (l: number[], U: number[][], ratings: number[], rate: number) => {
    const errors = ratings.map((r, i) => r - add(l.map((x, t) => x * U[t][i])));
    return l.map((x, t) => x + (rate * add(errors.map((e, i) => 2 * e * U[t][i]))) / ratings.length);
  }),
  wrong("2.4", "sum", () => (l: number[], U: number[][], ratings: number[], rate: number) => {
    for (const t of l.keys())
      l[t] += rate * add(ratings.map((r, i) => 2 * (r - add(l.map((x, k) => x * U[k][i]))) * U[t][i]));
    return l;
  }),
  wrong(
    "2.2",
    "largestError",
    ({ errors }) =>
      byValue(Object.fromEntries(Object.entries(errors).map(([film, e]) => [film, Math.abs(e)])))[0],
  ),
  wrong("2.2", "largestFeature", ({ features }) => byValue(features)[0]),
  wrong("2.5", "errors", ({ data, L, U }) =>
    data.map((row, i) => row.map((x, j) => x - multiply(L, U)[i][j])),
  ),
  wrong("3.2", "columns", ({ data }) => data[0].length),
  wrong("3.2", "rows", ({ data }) => data.length),
  wrong("3.3", "all", ({ singularValues }) => singularValues.length),
  wrong("3.4", "noMean", ({ singularValues, k }) => Math.sqrt(squares(singularValues.slice(k)))),
  wrong("3.4", "noRoot", ({ singularValues: s, k, rows, columns }) => squares(s.slice(k)) / rows / columns),
  wrong("3.4", "kept", ({ singularValues: s, k, rows, columns }) =>
    Math.sqrt(squares(s.slice(0, k)) / rows / columns),
  ),
  wrong("3.5", "whole", ({ data }) => data),
  wrong("3.1", "trained", () => 8),
  wrong("3.1", "countedFromZero", ({ hidden }) => hidden.indexOf(least(hidden))),
  wrong("4.1", "uphill", ({ a, m, x, learningRate }) => x + learningRate * 2 * a * (x - m)),
  wrong("4.1", "noRate", ({ a, m, x }) => x - 2 * a * (x - m)),
  wrong("4.1", "bottom", ({ m }) => m),
  wrong("4.2", "fastest", ({ a }) => 0.5 / a),
  wrong("4.2", "noTwo", ({ a }) => 2 / a),
  wrong("4.4", "oneStep", ({ a, m, x, learningRate }) => x - learningRate * 2 * a * (x - m)),
  wrong("4.5", "unchanged", ({ U }) => U),
  wrong("4.5", "sameWay", ({ M, U }) => multiply(M, U)),
  wrong("4.3", "uphill", () => (slope: (x: number) => number, start: number, rate: number, steps: number) => {
    const places = [start];
    while (places.length <= steps)
      places.push(places[places.length - 1] + rate * slope(places[places.length - 1]));
    return places;
  }),
  wrong("5.1", "blanksAsZero", ({ data, product }) =>
    average(data.flatMap((row, i) => row.map((x, j) => ((x ?? 0) - product[i][j]) ** 2))),
  ),
  wrong("5.1", "sum", ({ data, product }) =>
    add(data.flatMap((row, i) => row.map((x, j) => (x === null ? 0 : (x - product[i][j]) ** 2)))),
  ),
  wrong("5.4", "noMean", ({ data, person }) => average(given(data[person]))),
  wrong("5.4", "turned", ({ data, person }) => average(given(data.flat())) - average(given(data[person]))),
  wrong(
    "5.4",
    "blanksAsZero",
    ({ data, person }) => average(data[person].map((x) => x ?? 0)) - average(data.flat().map((x) => x ?? 0)),
  ),
  wrong("5.5", "halfway", ({ personMean, filmMean }) => average([personMean, filmMean])),
  wrong("5.5", "added", ({ personMean, filmMean }) => personMean + filmMean),
  wrong("5.2", "noPull", ({ l, u, error, learningRate }) => l + learningRate * 2 * error * u),
  wrong(
    "5.2",
    "pushed",
    ({ l, u, error, regularization, learningRate }) =>
      l + 2 * learningRate * (error * u + regularization * l),
  ),
  wrong("5.3", "zeros", () => "Zeros in place of the blanks"),
  wrong("6.1", "onTraining", ({ train }) => Math.sqrt(average(train.map((x) => (x - average(train)) ** 2)))),
  wrong("6.1", "ownMean", ({ test: t }) => Math.sqrt(average(t.map((x) => (x - average(t)) ** 2)))),
  wrong("6.1", "noRoot", ({ train, test: t }) => average(t.map((x) => (x - average(train)) ** 2))),
  wrong("6.2", "training", ({ train }) => train.indexOf(least(train)) + 1),
  wrong("6.2", "whereItRises", ({ validation }) => validation.indexOf(least(validation)) + 2),
  wrong("6.4", "higherIsBetter", ({ A, B }) => (average(A) > average(B) ? "A" : "B")),
  wrong("6.3", "spread", ({ errors }) => Math.sqrt(add(errors.map((x) => (x - average(errors)) ** 2)) / 4)),
  wrong("6.3", "range", ({ errors }) => least(errors.map((x) => -x)) * -1 - least(errors)),
  wrong("6.5", "random", () => "a random fifth"),
  wrong("7.2", "noOne", ({ alpha, count, score }) => alpha * count * (1 - score) ** 2),
  wrong("7.2", "countAsRating", ({ alpha, count, score }) => (1 + alpha * count) * (count - score) ** 2),
  wrong("7.3", "turned", ({ liked, other }) => logistic(liked - other)),
  wrong("7.3", "difference", ({ liked, other }) => liked - other),
  wrong(
    "7.4",
    "precision",
    ({ list, liked }) => list.slice(0, 5).filter((film) => liked.includes(film)).length / 5,
  ),
  wrong(
    "7.4",
    "recall",
    ({ list, liked }) => list.slice(0, 5).filter((film) => liked.includes(film)).length / liked.length,
  ),
  wrong("7.5", "count", ({ draws }) => draws.filter((x) => x >= 4).length),
  wrong("7.5", "mean", ({ draws }) => average(draws)),
  wrong("8.1", "negative", ({ pairs }) =>
    Object.keys(pairs).find((k) => pairs[k].U.flat().some((x) => x < 0)),
  ),
  wrong("8.2", "unweighted", ({ parts: [a, b, c] }) =>
    a.map((row, i) => row.map((x, j) => x + b[i][j] + c[i][j])),
  ),
  wrong("8.5", "strongestTopic", ({ topics, document }) => byValue(topics[byValue(document)[0]])[0]),
  wrong("8.3", "either", () => "It may be lower or higher"),
  wrong("9.1", "popular", ({ counts }) => byValue(counts)[0]),
  wrong("9.1", "longest", ({ lengths }) => byValue(lengths)[0]),
  wrong("9.3", "withSeen", ({ scores }) => byValue(scores).slice(0, 3)),
  wrong("9.3", "popular", ({ counts, seen }) =>
    byValue(counts)
      .filter((film) => !seen.includes(film))
      .slice(0, 3),
  ),
  wrong("9.2", "onlyMean", ({ prediction, mean }) => prediction - mean),
  wrong("9.5", "wholeTable", ({ users, items }) => (users * items * 4) / 1e9),
  wrong("9.5", "doubles", ({ users, items, features }) => ((users + items) * features * 8) / 1e9),
  wrong(
    "9.4",
    "seenAfterwards",
    () => (scores: number[], seen: number[], count: number) =>
      [...scores.keys()]
        .sort((a, b) => scores[b] - scores[a])
        .slice(0, count)
        .filter((k) => !seen.includes(k)),
  ),
];

describe("typical wrong answers", () => {
  test("are at least sixty, of every notebook", () => {
    expect(CASES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(CASES.map(([id]) => id.split(".")[0])).size).toBe(10);
  });

  test.each(CASES)("%s: %s", (id, name, answer) => {
    const found = findExercise(id)!;
    for (const who of ["Ada", "Ben", "Cleo"]) {
      const values = valuesFor(found, who);
      const finding = judge(found, values, answer(structuredClone(values)));
      expect(finding, who).toMatchObject({ state: "wrong", misconception: name });
    }
  });
});
