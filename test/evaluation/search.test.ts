import { describe, expect, test } from "vitest";
import { FactorlabError, TrainingInterrupted, ValueError } from "../../src/errors";
import { crossValidate } from "../../src/evaluation/cross-validate";
import { evaluate } from "../../src/evaluation/evaluate";
import { halvingSearch, halvingTrials, roundSizes } from "../../src/evaluation/search/halving";
import type { SearchProgress } from "../../src/evaluation/search/result";
import { gridSearch, gridTrials, randomSearch } from "../../src/evaluation/search/search";
import { combinations, drawOptions, sample } from "../../src/evaluation/search/space";
import { randomSplit } from "../../src/evaluation/split";
import { createRandom } from "../../src/matrix/random";
import { jupyterDisplay } from "../../src/outputs/bundle";
import { bodyOfHtml } from "../outputs/table-reader";
import { ItemMean, madeRatings } from "./tiny-models";

const ratings = madeRatings(14, 9);
interface Options {
  shrinkage: number;
  learningRate: number;
}
const make = (options: Options): ItemMean => new ItemMean(options);
const grid = { shrinkage: [5, 0, 1], learningRate: [0.5, 9] };

describe("a grid search", () => {
  test("finds the options that cross-validation says are best, and trains a model with them on all ratings", () => {
    const result = gridSearch(
      ({ shrinkage, learningRate }) => new ItemMean({ shrinkage, learningRate }),
      grid,
      ratings,
      { folds: 3, seed: 4 },
    );
    const values = [5, 0, 1].map(
      (shrinkage) =>
        crossValidate(() => make({ shrinkage, learningRate: 0.5 }), ratings, { folds: 3, seed: 4 }).mean.rmse,
    );
    const best = [5, 0, 1][values.indexOf(Math.min(...values))];
    expect(result.best).toEqual({ shrinkage: best, learningRate: 0.5 });
    expect(result.trials.slice(0, 3).map(({ value }) => value)).toEqual(values.toSorted((a, b) => a - b));
    expect(result.bestModel).toBe(result.bestModel);
    const byHand = make(result.best).fit(ratings);
    expect(result.bestModel.predictions(ratings)).toEqual(byHand.predictions(ratings));
  });

  test("goes on past trials that diverge, and shows them at the end", () => {
    const result = gridSearch(make, grid, ratings, { folds: 2 });
    expect(result.trials.map(({ state }) => state)).toEqual([
      ...["done", "done", "done"],
      ...["diverged", "diverged", "diverged"],
    ]);
    const none = gridSearch(make, { shrinkage: [0], learningRate: [9] }, ratings);
    expect(() => none.best).toThrow(FactorlabError);
    expect(() => none.bestModel).toThrow("every trial of this search diverged");
    expect(String(none)).toContain("diverged");
  });

  test("shows the best on top, the options as columns", () => {
    const result = gridSearch(
      ({ shrinkage }: { shrinkage: number }) => new ItemMean({ shrinkage }),
      { shrinkage: [0, 500] },
      ratings,
      { folds: 5, measure: "rmse" },
    );
    expect(result.columns).toEqual(["trial", "shrinkage", "RMSE", "standard error"]);
    expect(result.trials[0].value).toBeLessThanOrEqual(result.trials[1].value);
    const lines = String(result).split("\n");
    expect(lines[0]).toBe("2 trials, lower RMSE is better");
    expect(lines[1]).toMatch(/^trial +shrinkage +RMSE +standard error$/);
    expect(lines[2]).toMatch(/^\d +\d+ +\d\.\d+\* +0\.\d+$/);
    const html = result[jupyterDisplay]()["text/html"]!;
    expect(bodyOfHtml(html).map(([trial]) => Number(trial))).toEqual(result.trials.map(({ trial }) => trial));
    const marked = String(result).match(/\d\.\d+(?=\*)/g)!;
    expect(html.match(/<b>\d\..*?<\/b>/g)).toEqual(marked.map((number) => `<b>${number}</b>`));
  });

  test("can be followed trial by trial", () => {
    const told: SearchProgress<Options>[] = [];
    const options = {
      validation: 0.3,
      onProgress: (progress: SearchProgress<Options>) => void told.push(progress),
    };
    const events = gridTrials(make, grid, ratings, options);
    const seen: SearchProgress<Options>[] = [];
    let step = events.next();
    for (; step.done !== true; step = events.next()) seen.push(step.value);
    expect(seen).toEqual(told);
    expect(seen.map(({ done, total }) => [done, total])).toEqual([1, 2, 3, 4, 5, 6].map((n) => [n, 6]));
    expect(seen[1].trial.state).toBe("diverged");
    expect(seen.at(-1)!.best).toEqual(step.value.trials[0]);
    expect(step.value).toEqual(gridSearch(make, grid, ratings, { validation: 0.3 }));
    expect(step.value.columns).not.toContain("std");
  });

  test("takes folds of one's own", () => {
    const split = randomSplit(ratings, { seed: 9 });
    const { trials } = gridSearch(make, { shrinkage: [1], learningRate: [1] }, ratings, { folds: [split] });
    const alone = make({ shrinkage: 1, learningRate: 1 }).fit(split.train);
    expect(trials[0].folds).toEqual([evaluate(alone, split.test).rmse]);
  });

  test("refuses at once what it cannot use", () => {
    const search = (of: object, options?: object): (() => unknown) => {
      return () => gridTrials(make as never, of as never, ratings, options);
    };
    expect(search({})).toThrow("grid is an object, expected lists of values");
    expect(search({ shrinkage: [] })).toThrow("grid.shrinkage is empty, expected a list of values to try");
    expect(search({ shrinkage: 5 })).toThrow("grid.shrinkage is 5");
    expect(search(grid, { measure: "RMSE" })).toThrow('measure is "RMSE", expected one of "rmse"');
    expect(search(grid, { measure: "novelty" })).toThrow('measure is "novelty", expected one of "rmse"');
    expect(search(grid, { folds: 3, validation: 0.2 })).toThrow("validation is given beside folds");
    expect(search(grid, { validation: 2 })).toThrow("test is 2, expected a share");
    expect(search(grid, { folds: null })).toThrow("folds is null");
    expect(search(grid, { trials: 5 })).toThrow('unknown option "trials"');
    const checked = ({ shrinkage }: Options): ItemMean => {
      if (shrinkage < 0) throw new ValueError("shrinkage is −1");
      return make({ shrinkage, learningRate: 1 });
    };
    expect(() => gridTrials(checked, { shrinkage: [0, 1, -1], learningRate: [1] }, ratings)).toThrow(
      "shrinkage is −1",
    );
  });

  test("says where there is nothing to compare, and stops where it is told to", () => {
    class Ranking extends ItemMean {
      override readonly predictsRatings = false as never;
    }
    expect(() => gridSearch(() => new Ranking(), { shrinkage: [1] }, ratings)).toThrow(
      'measure is "rmse", expected a metric that this model has on these ratings',
    );
    const stop = new AbortController();
    const onProgress = (): void => stop.abort();
    const options = { signal: stop.signal, onProgress };
    expect(() => gridSearch(make, grid, ratings, options)).toThrow(TrainingInterrupted);
  });
});

describe("options to try", () => {
  test("are all combinations of a grid, the last option changing fastest", () => {
    expect(combinations({ a: [1, 2], b: ["x", "y"] })).toEqual([
      { a: 1, b: "x" },
      { a: 1, b: "y" },
      { a: 2, b: "x" },
      { a: 2, b: "y" },
    ]);
    const hundred = Array.from({ length: 100 }, (_, k) => k);
    expect(() => combinations({ a: hundred, b: hundred, c: hundred })).toThrow(
      "grid is 1000000 combinations",
    );
  });

  test("are drawn without repetition from lists, and the same for the same seed", () => {
    const lists = { a: [1, 2, 3], b: [1, 2, 3] };
    const drawn = drawOptions(lists, 9, 5);
    expect(new Set(drawn.map(({ a, b }) => `${a} ${b}`)).size).toBe(9);
    expect(drawOptions(lists, 4, 5)).toEqual(drawn.slice(0, 4));
    expect(drawOptions(lists, 50, 5)).toEqual(drawn);
    expect(drawOptions(lists, 4, 6)).not.toEqual(drawn.slice(0, 4));
  });

  test("are drawn within their bounds", () => {
    const random = createRandom(3);
    const draws = <T>(draw: (random: () => number) => T): T[] =>
      Array.from({ length: 2000 }, () => draw(random));
    const logs = draws(sample.logUniform(0.001, 10)).map(Math.log10);
    expect(Math.min(...logs)).toBeGreaterThanOrEqual(-3);
    expect(Math.max(...logs)).toBeLessThanOrEqual(1);
    expect(logs.reduce((sum, value) => sum + value) / 2000).toBeCloseTo(-1, 0);
    const whole = draws(sample.whole(2, 5));
    expect([...new Set(whole)].sort()).toEqual([2, 3, 4, 5]);
    const numbers = draws(sample.uniform(-1, 3));
    expect(numbers.every((value) => -1 <= value && value < 3)).toBe(true);
    expect(() => sample.logUniform(0, 1)).toThrow("low, high is 0, 1, expected two numbers above 0");
    expect(() => sample.uniform(2, 1)).toThrow("expected two numbers, the lower one first");
    expect(() => sample.whole(3, 2)).toThrow("high is 2, expected a whole number from 3");
  });
});

describe("a random search", () => {
  test("tries as many combinations as it is asked for, of values that are drawn", () => {
    const space = { shrinkage: sample.uniform(0, 10), learningRate: [0.5, 1] };
    const result = randomSearch(make, space, ratings, { trials: 6, validation: 0.2, seed: 2 });
    expect(result.trials).toHaveLength(6);
    expect(new Set(result.trials.map(({ options }) => options.shrinkage)).size).toBe(6);
    expect(randomSearch(make, space, ratings, { trials: 6, validation: 0.2, seed: 2 })).toEqual(result);
    expect(() => randomSearch(make, space, ratings, { trials: 0 })).toThrow("trials is 0");
  });
});

describe("a halving search", () => {
  const space = { shrinkage: [0, 0.5, 1, 2, 4, 8, 16, 32], learningRate: [0.2] };
  const stepped = (options: Options): ItemMean => new ItemMean({ ...options, epochs: 27 });

  test("has a third of the trials in each round, until one is left", () => {
    expect(roundSizes(9, 3)).toEqual([9, 3, 1]);
    expect(roundSizes(20, 3)).toEqual([20, 6, 2]);
    expect(roundSizes(1, 3)).toEqual([1]);
    expect(roundSizes(8, 2)).toEqual([8, 4, 2, 1]);
  });

  test("gives its epochs to those that do well", () => {
    const result = halvingSearch(stepped, space, ratings, { folds: 2, factor: 2 });
    const byEpochs = (epochs: number): number =>
      result.trials.filter((trial) => trial.epochs === epochs).length;
    // All 8 were trained for 27 ÷ 8 epochs, 4 of them for 27 ÷ 4, 2 for 27 ÷ 2, one to the end.
    expect([4, 7, 14, 27].map(byEpochs)).toEqual([4, 2, 1, 1]);
    expect(result.trials.map(({ state }) => state)).toEqual(["done", ...Array<string>(7).fill("dropped")]);
    expect(result.columns).toEqual([
      "trial",
      "shrinkage",
      "learningRate",
      "RMSE",
      "standard error",
      "epochs trained",
      "state",
    ]);
  });

  test("trains on from where a round left off: the last model is as if it had been trained at once", () => {
    const result = halvingSearch(stepped, space, ratings, { folds: 3, seed: 6 });
    const [best] = result.trials;
    const alone = crossValidate(() => stepped(best.options), ratings, {
      folds: 3,
      seed: 6,
      metrics: ["rmse"],
    });
    expect(best.value).toBe(alone.mean.rmse);
    expect(best.std).toBe(alone.std.rmse);
    expect(result.bestModel.epoch).toBe(27);
  });

  test("drops what diverges, counts what it measures, and takes a factor", () => {
    const wild = { shrinkage: [0, 1], learningRate: [0.5, 99] };
    const events = [...halvingTrials(stepped, wild, ratings, { validation: 0.2, factor: 2 })];
    expect(events.map(({ done, total }) => `${done}/${total}`)).toEqual([
      "1/7",
      "2/7",
      "3/7",
      "4/7",
      "5/7",
      "6/7",
      "7/7",
    ]);
    const result = halvingSearch(stepped, wild, ratings, { validation: 0.2, factor: 2 });
    expect(result.best.learningRate).toBe(0.5);
    expect(result.trials.filter(({ state }) => state === "diverged")).toHaveLength(2);
    expect(() => halvingSearch(stepped, wild, ratings, { factor: 1 })).toThrow(
      "factor is 1, expected a number > 1",
    );
  });

  test("draws where there is no end to what could be tried", () => {
    const space = { shrinkage: sample.uniform(0, 9), learningRate: [1] };
    const result = halvingSearch(({ shrinkage }) => new ItemMean({ shrinkage }), space, ratings, {
      validation: 0.2,
    });
    expect(result.best.shrinkage).toBeLessThan(9);
    expect(result.trials).toHaveLength(20);
  });
});
