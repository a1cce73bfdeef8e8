import { describe, expect, test } from "vitest";
import { DivergenceError, TrainingInterrupted } from "../../src/errors";
import { compareModels } from "../../src/evaluation/compare-models";
import { crossValidate } from "../../src/evaluation/cross-validate";
import type { FoldProgress } from "../../src/evaluation/cross-validate";
import { evaluate } from "../../src/evaluation/evaluate";
import { kFolds } from "../../src/evaluation/folds";
import { randomSplit } from "../../src/evaluation/split";
import { jupyterDisplay } from "../../src/outputs/bundle";
import { bodyOfHtml } from "../outputs/table-reader";
import { ItemMean, madeRatings } from "./tiny-models";

const ratings = madeRatings(12, 9);
const make = (): ItemMean => new ItemMean();
const metrics = ["rmse", "ndcg"] as const;

describe("cross-validation", () => {
  test("measures each fold with a model that was trained on the others", () => {
    const result = crossValidate(make, ratings, { folds: 4, seed: 3, k: 5, metrics });
    const byHand = Array.from(kFolds(ratings, { folds: 4, seed: 3 }), ({ train, test }) =>
      evaluate(new ItemMean().fit(train), test, { k: 5, metrics }),
    );
    expect(result.folds).toEqual(byHand);
    const values = byHand.map(({ rmse }) => rmse);
    const mean = values.reduce((sum, value) => sum + value) / 4;
    expect(result.mean.rmse).toBeCloseTo(mean, 14);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4;
    expect(result.std.rmse).toBeCloseTo(Math.sqrt(variance), 14);
  });

  test("takes folds, or one split, of one's own", () => {
    const split = randomSplit(ratings);
    const one = crossValidate(make, split, { metrics });
    expect(one.folds).toEqual([evaluate(new ItemMean().fit(split.train), split.test, { metrics })]);
    expect(one.std.rmse).toBe(0);
    expect(crossValidate(make, [split, split], { metrics }).folds).toHaveLength(2);
    expect(() => crossValidate(make, split, { folds: 3 })).toThrow("folds is given beside folds");
    expect(() => crossValidate(make, [])).toThrow("data is a list of 0, expected Ratings, a split");
    expect(() => crossValidate(make, null as never)).toThrow("data is null");
  });

  test("reports each fold, and trains with the options that it is given", () => {
    const seen: FoldProgress[] = [];
    const once = crossValidate(() => new ItemMean({ learningRate: 0.1 }), ratings, {
      folds: 3,
      fit: { epochs: 1 },
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen.map(({ fold, folds }) => [fold, folds])).toEqual([[1, 3], [2, 3], [3, 3]]); // prettier-ignore
    expect(seen.map(({ evaluation }) => evaluation)).toEqual(once.folds);
    const whole = crossValidate(() => new ItemMean({ learningRate: 0.1 }), ratings, { folds: 3 });
    expect(whole.mean.rmse).toBeLessThan(once.mean.rmse);
  });

  test("stops where it is told to, and throws what a training throws", () => {
    const stop = new AbortController();
    const folds: number[] = [];
    const options = {
      signal: stop.signal,
      onProgress: ({ fold }: FoldProgress): void => {
        folds.push(fold);
        if (fold === 2) stop.abort();
      },
    };
    expect(() => crossValidate(make, ratings, options)).toThrow(TrainingInterrupted);
    expect(folds).toEqual([1, 2]);
    expect(() => crossValidate(() => new ItemMean({ learningRate: 9 }), ratings)).toThrow(DivergenceError);
    expect(() => crossValidate(new ItemMean() as never, ratings)).toThrow("makeModel is an object, expected");
    expect(() => crossValidate(make, ratings, { fold: 3 } as never)).toThrow('did you mean "folds"');
  });

  test("shows its folds, their mean, standard deviation and standard error", () => {
    const result = crossValidate(make, ratings, { folds: 2, k: 3, metrics });
    const [caption, head, ...below] = String(result).split("\n");
    const rows = below.slice(0, -1);
    expect(below.at(-1)).toMatch(/^The standard error is that over folds/);
    expect(caption).toBe("2 folds");
    expect(head).toMatch(/^fold +RMSE +NDCG@3$/);
    expect(rows.map((row) => row.split(/ {2,}/)[0])).toEqual(["1", "2", "mean", "std", "standard error"]);
    expect(new Set([head, ...rows].map((row) => row.length)).size).toBe(1);
    expect(bodyOfHtml(result[jupyterDisplay]()["text/html"]!)).toEqual(rows.map((row) => row.split(/ {2,}/)));
  });
});

describe("a comparison", () => {
  const models = {
    "all <b>ratings</b>": make,
    shrunk: (): ItemMean => new ItemMean({ shrinkage: 3 }),
    "too fast": (): ItemMean => new ItemMean({ learningRate: 9 }),
  };
  const result = compareModels(models, ratings, { folds: 3, seed: 1, metrics: ["rmse", "mae"] });

  test("measures each model on the same folds", () => {
    for (const name of ["all <b>ratings</b>", "shrunk"] as const) {
      const alone = crossValidate(models[name], ratings, { folds: 3, seed: 1, metrics: ["rmse", "mae"] });
      expect(result.results[name]).toEqual(alone);
    }
    const { shrunk, "all <b>ratings</b>": all } = result.results;
    expect(result.best("rmse")).toBe(all.mean.rmse < shrunk.mean.rmse ? "all <b>ratings</b>" : "shrunk");
  });

  test("has a row for a model that diverges", () => {
    expect(result.results["too fast"].diverged).toBeInstanceOf(DivergenceError);
    expect(result.rows[2]).toEqual({ model: "too fast", RMSE: NaN, MAE: NaN, note: "diverged" });
    expect(String(result)).toMatch(/\ntoo fast +– +– +diverged\n/);
  });

  test("marks the best of each column, in text and in html", () => {
    const lines = String(result).split("\n");
    const best = lines.findIndex((line) => line.startsWith(result.best("rmse")!));
    expect(lines[best]).toMatch(/ \d\.\d+\* /);
    expect(lines.find((line) => line.startsWith("*"))).toMatch(
      /^\* the best of its column, and what a paired t-test over folds/,
    );
    const html = result[jupyterDisplay]()["text/html"]!;
    expect(html).toContain("<b>Models compared, means of 3 folds</b>");
    expect(html).toContain("&#60;b&#62;ratings");
    const marked = String(result).match(/\d\.\d+(?=\*)/g)!;
    expect(html.match(/<b>\d.*?<\/b>/g)).toEqual(marked.map((number) => `<b>${number}</b>`));
    expect(bodyOfHtml(html)[2]).toEqual(["too fast", "", "", "diverged"]);
  });

  test("calls no model the best for lists that are merely new, and takes names with any letters", () => {
    const names = { "mean*": make, ["__proto__"]: make, other: make };
    const result = compareModels(names, ratings, { folds: 2, metrics: ["novelty", "coverage"] });
    expect(result.best("novelty")).toBeUndefined();
    expect(result.rows).toHaveLength(3);
    expect(String(result)).toContain("mean*");
    expect(String(result)).not.toContain("* the best");
  });

  test("needs models, under names", () => {
    expect(() => compareModels({}, ratings)).toThrow(
      "models is an object, expected functions that make models",
    );
    expect(() => compareModels([make] as never, ratings)).toThrow("models is a list of 1");
    expect(() => compareModels({ mean: new ItemMean() as never }, ratings)).toThrow(
      "models.mean is an object",
    );
  });

  test("reports each fold of each model", () => {
    const seen: string[] = [];
    const onProgress = ({ model, fold }: { model: string; fold: number }): unknown =>
      seen.push(`${model} ${fold}`);
    compareModels({ a: make, b: make }, ratings, { folds: 2, onProgress });
    expect(seen).toEqual(["a 1", "a 2", "b 1", "b 2"]);
  });
});
