import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ShapeError, ValueError } from "../../src/errors";
import { evaluate } from "../../src/evaluation/evaluate";
import { randomSplit } from "../../src/evaluation/split";
import { jupyterDisplay } from "../../src/outputs/bundle";
import { PAYLOAD_MIME } from "../../src/payload/types";
import { Ratings } from "../../src/ratings/ratings";
import { bodyOfHtml } from "../outputs/table-reader";
import { ItemMean, madeRatings, scoring } from "./tiny-models";
import { plainWords } from "../plain-words";

const items = ["a", "b", "c", "d", "e"];
const users = ["Ada", "Ben", "Cem", "Dan"];
const train = Ratings.from([["Ada", "a", 5], ["Ben", "a", 3], ["Ben", "b", 1], ["Cem", "c", 2]], { users, items }); // prettier-ignore
const heldOut = Ratings.from([["Ada", "c", 4], ["Ada", "d", 1], ["Ben", "e", 5], ["Cem", "a", 2]], { users, items }); // prettier-ignore
// Ada is shown c, b (e is as good, but later); Ben d, c; Cem a, b. Dan has no held-out item and does not count.
const model = scoring(train, {
  Ada: [9, 3, 4, 2, 3],
  Ben: [0, 9, 1, 4, 1],
  Cem: [5, 1, 9, 0, 1],
});

describe("an evaluation", () => {
  test("is what one counts by hand", () => {
    const result = evaluate(model, heldOut, { k: 2 });
    expect(Object.fromEntries(Object.entries(result))).toEqual({
      k: 2,
      ratings: 4,
      users: 3,
      trainedOn: 0,
      unknown: 0,
      usersLeftOut: 1,
      // Errors 0, 1, −4, 3.
      rmse: Math.sqrt(26 / 4),
      mae: 2,
      // Among the pairs of one user, only Ada's c and d differ.
      fcp: 1,
      precision: (1 / 2 + 0 + 1 / 2) / 3,
      recall: (1 / 2 + 0 + 1) / 3,
      map: (1 / 2 + 0 + 1) / 3,
      ndcg: (1 / (1 + 1 / Math.log2(3)) + 0 + 1) / 3,
      mrr: 2 / 3,
      hitRate: 2 / 3,
      // Ada: c above b and e, d below both. Ben: e is below d, and as good as c. Cem: a is above b, d and e.
      auc: (1 / 2 + 1 / 4 + 1) / 3,
      coverage: 4 / 5,
      // c was rated once, b once, d never, a twice, by four users.
      novelty: (2 + 2 + 2 + 2 + 1 + 2) / 6,
    });
  });

  test("counts as relevant what was rated high enough", () => {
    const { users, recall, auc, rmse } = evaluate(model, heldOut, { k: 2, relevantFrom: 4 });
    expect({ users, recall, auc }).toEqual({ users: 2, recall: 1 / 2, auc: (1 + 1 / 4) / 2 });
    expect(rmse).toBe(evaluate(model, heldOut).rmse);
  });

  test("leaves a user who has rated every other item out of the AUC, and nobody out of the other means", () => {
    const all = Ratings.from(
      ["a", "b", "d", "e"].map((item) => ["Ada", item, 3] as const),
      { users, items },
    );
    const scores = scoring(train.with(all), {
      Ada: [9, 3, 4, 2, 3],
      Ben: [0, 9, 1, 4, 1],
      Cem: [5, 1, 9, 0, 1],
    });
    const { users: counted, auc, recall } = evaluate(scores, heldOut, { k: 2 });
    expect({ counted, auc, recall }).toEqual({ counted: 3, auc: (1 / 4 + 1) / 2, recall: (1 + 0 + 1) / 3 });
  });

  test("measures only what is asked for", () => {
    const result = evaluate(model, heldOut, { metrics: ["mrr", "rmse"] });
    expect(Object.keys(result)).toEqual([
      ...["k", "ratings", "users", "trainedOn", "unknown", "usersLeftOut"],
      ...["mrr", "rmse"],
    ]);
    expect(Object.entries(JSON.parse(JSON.stringify(result)))).toEqual(Object.entries(result));
  });

  test("gives no rating errors for a model that does not predict ratings", () => {
    const implicit = scoring(
      train,
      { Ada: [9, 3, 4, 2, 3], Ben: [0, 9, 1, 4, 1], Cem: [5, 1, 9, 0, 1] },
      false,
    );
    const { rmse, mae, ndcg } = evaluate(implicit, heldOut);
    expect([rmse, mae]).toEqual([NaN, NaN]);
    expect(ndcg).toBe(evaluate(model, heldOut).ndcg);
  });

  test("leaves out users and items that the model does not know", () => {
    const more = Ratings.from([
      ["Eve", "a", 1],
      ["Ada", "z", 1],
      ...Array.from(heldOut, ({ user, item, rating }) => [user, item, rating] as const).reverse(),
    ]);
    const facts = ({ rmse, map, ratings }: { rmse: number; map: number; ratings: number }): number[] => [
      rmse,
      map,
      ratings,
    ];
    expect(facts(evaluate(model, more))).toEqual(facts(evaluate(model, heldOut)));
    expect(() => evaluate(model, Ratings.from([["Eve", "z", 3]]))).toThrow(
      "none of the ratings is of a user",
    );
  });

  test("counts what was trained on, what is unknown and who has no list, in fields, text and output", () => {
    const learned = [
      ["Ada", "a", 4], ["Ada", "b", 2], ["Ben", "a", 5], ["Ben", "c", 1], ["Cem", "b", 3], ["Dan", "c", 2],
    ] as const; // prettier-ignore
    const asked = Ratings.from([
      ["Ada", "a", 4], ["Ada", "c", 1], ["Ben", "a", 3],
      ["Eve", "a", 1], ["Ada", "z", 1], ["Eve", "z", 2],
    ]); // prettier-ignore
    const trained = new ItemMean().fit(Ratings.from(learned));
    const result = evaluate(trained, asked, { metrics: ["rmse", "recall"] });
    expect(result).toMatchObject({ ratings: 3, users: 1, trainedOn: 2, unknown: 3, usersLeftOut: 3 });
    const notes = [
      "Warning: 2 held-out ratings are of a user and an item that the model was trained on, which makes errors look smaller; lists leave them out.",
      "3 held-out ratings were left out: the model does not know the user or the item.",
      "3 users have no list, since nothing relevant of theirs is held out.",
    ];
    expect(String(result).split("\n").slice(-3)).toEqual(notes);
    const bundle = result[jupyterDisplay]();
    for (const note of notes) expect(bundle["text/html"]).toContain(`>${note}</p>`);
    expect(plainWords(bundle[PAYLOAD_MIME])).toMatchObject({ notes });
    // Where no lists are asked for, none is missing; a single one is said as such.
    const errors = evaluate(trained, asked.select((k) => k === 0), { metrics: ["rmse"] }); // prettier-ignore
    expect(errors).toMatchObject({ ratings: 1, users: 0, trainedOn: 1, unknown: 0, usersLeftOut: 0 });
    expect(String(errors)).toContain("\nWarning: 1 held-out rating is of a user");
  });

  test("shows a table of its numbers, and as text the same", () => {
    const result = evaluate(model, heldOut, { k: 2, metrics: ["rmse", "recall", "hitRate"] });
    expect(String(result)).toBe(
      [
        "4 held-out ratings, lists for 3 users",
        "metric       value  standard error",
        "RMSE        2.5495          0.9312",
        "recall@2    0.5000          0.2887",
        "hit rate@2  0.6667          0.3333",
        "1 user has no list, since nothing relevant of theirs is held out.",
      ].join("\n"),
    );
    const bundle = result[jupyterDisplay]();
    expect(bundle["text/plain"]).toBe(String(result));
    expect(bundle["text/html"]).toContain("<b>4 held-out ratings, lists for 3 users</b>");
    expect(bodyOfHtml(bundle["text/html"]!)).toEqual([
      ["RMSE", "2.5495", "0.9312"],
      ["recall@2", "0.5000", "0.2887"],
      ["hit rate@2", "0.6667", "0.3333"],
    ]);
  });

  test("has no lists to judge where all held-out ratings were trained on", () => {
    const result = evaluate(new ItemMean().fit(heldOut), heldOut);
    expect(result.users).toBe(0);
    expect([result.ndcg, result.coverage, result.novelty]).toEqual([NaN, NaN, NaN]);
    expect(String(result)).toMatch(/NDCG@10 +–/);
    expect(result.rmse).toBe(0);
  });

  test("does not depend on how scores are stretched, nor on the order of the ratings", () => {
    const ratings = madeRatings(8, 9);
    const { train, test } = randomSplit(ratings, { test: 0.3, seed: 2 });
    const score = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 9, maxLength: 9 });
    const metrics = [
      "precision",
      "recall",
      "map",
      "ndcg",
      "mrr",
      "hitRate",
      "auc",
      "coverage",
      "novelty",
    ] as const;
    fc.assert(
      fc.property(
        fc.array(score, { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 1, max: 12 }),
        (all, k) => {
          const of = (change: (score: number) => number): object =>
            evaluate(
              scoring(train, Object.fromEntries(all.map((one, u) => [`u${u}`, one.map(change)]))),
              test,
              { k, metrics },
            );
          const plain = of((score) => score);
          expect(of((score) => Math.exp(score) + 3)).toEqual(plain);
          for (const metric of metrics.slice(0, -1)) {
            const value = Reflect.get(plain, metric) as number;
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("refuses what it cannot use", () => {
    expect(() => evaluate({} as never, heldOut)).toThrow("model is an object, expected a trained model");
    expect(() => evaluate(model, [] as never)).toThrow("test is a list of 0, expected Ratings");
    expect(() => evaluate(model, heldOut, { k: 0 })).toThrow("k is 0, expected a whole number from 1");
    expect(() => evaluate(model, heldOut, { K: 5 } as never)).toThrow('did you mean "k"');
    expect(() => evaluate(model, heldOut, { relevantFrom: 6 })).toThrow(
      "relevantFrom is 6, expected a number that some of the held-out ratings reach; their scale is 1 to 5",
    );
    expect(() => evaluate(model, heldOut, { metrics: ["ndgc" as never] })).toThrow('metrics[0] is "ndgc"');
    expect(() => evaluate(model, heldOut, { metrics: [] })).toThrow("metrics is a list of 0");
    expect(() => evaluate(scoring(train, { Ada: [1, 2] }), heldOut, { metrics: ["map"] })).toThrow(
      ShapeError,
    );
    const bad = scoring(train, { Ada: [1, 2, NaN, 4, 5] });
    expect(() => evaluate(bad, heldOut, { metrics: ["map"] })).toThrow(ValueError);
  });
});
