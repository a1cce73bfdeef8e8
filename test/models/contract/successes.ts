import fc from "fast-check";
import { expect } from "vitest";
import type { Recommender } from "../../../src/models/recommender/recommender";
import { evaluate } from "../../../src/evaluation/evaluate";
import { Ratings } from "../../../src/ratings/ratings";
import type { SparseRows } from "../../../src/ratings/sparse";
import type { Suite } from "./suite";
import { madeRatings } from "../made-ratings";
import { ITEMS, NAMES, tasteRatings } from "./terms";
import type { Terms } from "./terms";

/** The loss of the parameters that a training begins with. */
function lossAtStart(model: Recommender, ratings: Ratings): number {
  model.trainingEvents(ratings);
  return (model as unknown as { lossOn(rows: SparseRows): number }).lossOn(ratings.rows);
}

const FIVE_STARS = [1, 5] as const;
const SCALES: [low: number, high: number][] = [
  [0, 1], [0, 4], [0, 100], [0, 1000], [-10, 10], [1e6, 1e6 + 1], [0, 1e-6], [0, 1e6],
]; // prettier-ignore

/** The RMSE of ratings trained on and of those held out, both as a share of their scale. */
function sharesOf(model: Recommender, scale: readonly [low: number, high: number]): number[] {
  const [low, high] = scale;
  const { train, test } = madeRatings();
  const onScale = (ratings: Ratings): Ratings => {
    const values = [...ratings].map(({ user, item, rating }) => {
      const share = (Math.min(5, Math.max(1, rating)) - 1) / 4;
      return [user, item, low + share * (high - low)] as const;
    });
    return Ratings.from(values, { scale });
  };
  model.fit(onScale(train));
  return [train, test].map(
    (ratings) => evaluate(model, onScale(ratings), { metrics: ["rmse"] }).rmse / (high - low),
  );
}

/** The least that a model must achieve: neither a typed error nor the same answer for everything is a success. */
export function checkSuccesses(terms: Terms, { test }: Suite): void {
  const { Model, options, implicit = false, isBaseline = false } = terms;
  const { known = { items: 0 } } = terms;
  const { learnsTaste = !isBaseline, lossAfterEpoch = true, scales = "all" } = terms;
  const make = (more: object = {}): Recommender => new Model({ seed: 7, ...options, ...more });

  test("ordinary ratings always train it, fold a user in and make lists", () => {
    const value = implicit ? fc.constantFrom(1, 2, 5) : fc.integer({ min: 1, max: 5 });
    const entries = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5), value), {
      selector: ([user, item]) => `${user} ${item}`,
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(entries, fc.integer(), (given, seed) => {
        const ratings = Ratings.from(given, implicit ? {} : { scale: [1, 5] });
        const model = make({ seed }).fit(ratings);
        const [[user, item, rating]] = given;
        const foldedIn = model.transform([[item, rating]]);
        for (const who of [user, foldedIn]) {
          expect(Number.isFinite(model.predict(who, item))).toBe(true);
          expect(model.recommend(who, { excludeSeen: false }).ids).toHaveLength(
            Math.min(10, ratings.items + known.items),
          );
        }
        expect(Model.fromJSON(JSON.stringify(model)).predict(user, item)).toBe(model.predict(user, item));
      }),
      { numRuns: 100 },
    );
  });

  if (!implicit) {
    test.each([1, 2, 4, 5])(
      "it predicts about %d stars where everybody gives everything as many",
      (stars) => {
        const all = NAMES.flatMap((user) => ITEMS.map((item) => [user, item, stars] as const));
        const model = make().fit(Ratings.from(all, { scale: [1, 5] }));
        for (const user of NAMES) expect(Math.abs(model.predict(user, "Dune") - stars)).toBeLessThan(0.75);
      },
    );

    test("training and evaluation find the same error in the ratings trained on, those of 0 among them", () => {
      const zeros = [...tasteRatings(false)].map(
        ({ user, item, rating }) => [user, item, item === "Emma" || user === "Hal" ? 0 : rating] as const,
      );
      // On a scale so wide that no prediction is clamped.
      const ratings = Ratings.from(zeros, { users: [...NAMES, "Max"], scale: [-1000, 1000] });
      const model = make().fit(ratings, { validation: ratings });
      const { rmse } = evaluate(model, ratings, { metrics: ["rmse"] });
      const { loss, validation } = model.history;
      expect(rmse).toBeGreaterThan(0);
      expect(validation.at(-1)! / rmse).toBeCloseTo(1, 10);
      if (lossAfterEpoch) expect(loss.at(-1)! / rmse).toBeCloseTo(1, 5);
    });

    const found = scales === "its own" ? [] : SCALES.filter(([low]) => scales === "all" || low === 0);
    test.each(found)(
      "with its defaults, it errs by the same share of the scale from %d to %d as from 1 to 5",
      (...scale) => {
        const [usual, now] = [scales === "all" ? FIVE_STARS : ([0, 5] as const), scale].map((each) =>
          sharesOf(new Model({ seed: 7 }), each),
        );
        now.forEach((share, k) => expect(Math.abs(share / usual[k] - 1)).toBeLessThan(0.02));
      },
    );
  } else {
    test("an item that everybody has is ranked above one that a single user has", () => {
      const pairs = NAMES.flatMap((user, u) =>
        ITEMS.flatMap((item, i): [string, string, 1][] =>
          i < 2 || i - 2 === u % 8 ? [[user, item, 1]] : [],
        ),
      );
      const scores = make()
        .fit(Ratings.from(pairs, { items: ITEMS }))
        .scores("Ada");
      expect(Math.min(scores[0], scores[1])).toBeGreaterThan(Math.max(...scores.slice(3)));
    });
  }

  if (!learnsTaste) return;

  test("training lowers the loss, and tells the two camps of taste apart", () => {
    const ratings = tasteRatings(implicit);
    const model = make().fit(ratings);
    const { loss } = model.history;
    // A model that is solved at once has only one loss.
    expect(loss.at(-1)).toBeLessThan(loss.length > 1 ? loss[0] : lossAtStart(make(), ratings));
    let right = 0;
    NAMES.forEach((user, u) => {
      const scores = model.scores(user);
      const mean = (camp: number): number =>
        scores.filter((_, i) => i % 2 === camp).reduce((sum, score) => sum + score, 0);
      if (mean(u % 2) > mean(1 - (u % 2))) right++;
    });
    expect(right).toBeGreaterThanOrEqual(10);
  });
}
