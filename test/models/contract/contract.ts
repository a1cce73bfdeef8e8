import fc from "fast-check";
import { expect, vi } from "vitest";
import { FactorlabError, NotFittedError, TrainingInterrupted, ValueError } from "../../../src/errors";
import type { DivergenceError } from "../../../src/errors";
import { jupyterDisplay } from "../../../src/outputs/bundle";
import type { ParameterShape, Sizes } from "../../../src/models/recommender/parameters";
import type { Recommender } from "../../../src/models/recommender/recommender";
import { ModelFileError } from "../../../src/models/shared/model-file-error";
import { Ratings } from "../../../src/ratings/ratings";
import { changed, pathsIn, STRANGE } from "./strange-records";
import { checkQuestions } from "./questions";
import { checkSuccesses } from "./successes";
import { VITEST } from "./suite";
import type { Suite } from "./suite";
import { ITEMS, NAMES, tasteRatings } from "./terms";
import type { Terms } from "./terms";
import { fromBytes, toBytes } from "../at-once";

export { tasteRatings } from "./terms";
export type { ModelClass, Terms } from "./terms";

const bytes = (model: Recommender): string => JSON.stringify(model.toJSON().parameters);

/** The error that a call is refused with, which names the argument and what was expected. */
function refusal(call: () => unknown): ValueError {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ValueError);
  expect((thrown as ValueError).argument).toBeTypeOf("string");
  expect((thrown as ValueError).expected).toBeDefined();
  return thrown as ValueError;
}

/** A term that only some kinds of models have: the others have no such test, rather than a skipped one. */
function termFor({ test }: Suite, holds: boolean): (name: string, check: () => void) => void {
  return holds ? (name, check) => test(name, check) : () => undefined;
}

/** The checks that every model of ratings must pass. */
export function contract(name: string, terms: Terms, suite: Suite = VITEST): void {
  const { describe, test } = suite;
  const {
    Model,
    options,
    implicit = false,
    isBaseline = false,
    hasNeighbours = !isBaseline,
    isRandom = !isBaseline,
    hasLearningRate = true,
    stopsEarly = true,
    known = { users: 0, items: 0 },
  } = terms;
  const make = (more: object = {}): Recommender => new Model({ seed: 7, ...options, ...more });
  const ratings = tasteRatings(implicit);
  const trained = (): Recommender => make().fit(ratings);

  describe(`the contract, as ${name} keeps it`, () => {
    test("its options have defaults", () => {
      expect(new Model().settings.epochs).toBeGreaterThanOrEqual(1);
      expect(Number.isSafeInteger(new Model().settings.seed)).toBe(true);
    });

    test("it goes by the name of its class", () => {
      expect(make().name).toBe(Model.name);
    });

    test("parameters whose width goes by the users or items are found anew in each training", () => {
      const model = make() as unknown as { shapes(sizes: Sizes): readonly ParameterShape[] };
      const larger = model.shapes({ users: 40, items: 30 });
      model.shapes({ users: 20, items: 10 }).forEach(({ name, width }, k) => {
        const grows = larger[k].width !== width;
        expect(!grows || larger[k].foundAnew, `${name} is foundAnew, or as wide whatever the sizes`).toBe(
          true,
        );
      });
    });

    test("a misspelt option is refused, with the nearest name", () => {
      const error = refusal(() => make({ epoch: 3 }));
      expect(error.message).toMatch(/^unknown option "epoch": did you mean "epochs"/);
      expect(error.argument).toBe("epoch");
    });

    test.each([
      ["epochs", 0],
      ["epochs", 1.5],
      ["epochs", NaN],
      ["epochs", "3"],
      ["seed", NaN],
      ["seed", "a"],
      ["seed", 2 ** 60],
    ])("%s %s is refused", (option, value) => {
      const error = refusal(() => make({ [option]: value }));
      expect(error).toMatchObject({ argument: option, actual: value });
      expect(error.message).toMatch(new RegExp(`^${option} is .+, expected `));
    });

    test("options out of JSON with __proto__ are refused", () => {
      expect(() => new Model(JSON.parse('{"__proto__": {"epochs": 3}}') as object)).toThrow(FactorlabError);
    });

    test("options are not changed", () => {
      const given = Object.freeze({ ...options, seed: 3 });
      expect(new Model(given).settings.seed).toBe(3);
    });

    test("before training it says that it is not trained", () => {
      const model = make();
      const [user, item] = ["Ada", "Alien"];
      for (const ask of [
        () => model.predict(user, item),
        () => model.recommend(user),
        () => model.similarItems(item),
        () => model.transform([[item, 5]]),
        () => model.explain(user, item),
        () => model.ratings,
        () => model.toJSON(),
        () => model.scores(user),
      ])
        expect(ask).toThrow(NotFittedError);
      expect(String(model)).toMatch(/not trained yet/);
    });

    test("fit gives the model itself, and keeps the ratings as they were", () => {
      const before = JSON.stringify([...ratings]);
      const model = make();
      expect(model.fit(ratings)).toBe(model);
      expect(JSON.stringify([...ratings])).toBe(before);
      expect(model.ratings).toBe(ratings);
    });

    test("anything that is not Ratings is refused, and the model stays as it was", () => {
      const model = trained();
      const before = bytes(model);
      for (const wrong of [null, undefined, [], [["Ada", "Alien", 5]], "ratings", { rows: 3 }])
        expect(refusal(() => model.fit(wrong as never))).toMatchObject({
          argument: "ratings",
          actual: wrong,
        });
      expect(() => model.fit(ratings.select(() => false))).toThrow(/ratings is empty/);
      expect(bytes(model)).toBe(before);
    });

    test.each([
      [{ validation: 3 }, /validation is 3/],
      [{ earlyStopping: true }, /validation is missing/],
      [{ schedule: 3 }, /schedule/],
      [{ warmStart: 1 }, /warmStart is 1/],
      [{ signal: {} }, /signal is an object/],
      [{ epochs: 0 }, /epochs is 0/],
      [{ patience: 3 }, /unknown option "patience"/],
    ])("the fit option %o is refused, and the model stays as it was", (fit, message) => {
      const model = trained();
      const before = bytes(model);
      expect(refusal(() => model.fit(ratings, fit as never)).message).toMatch(message);
      expect(bytes(model)).toBe(before);
    });

    test("the same seed gives the same bytes, run after run", () => {
      expect(bytes(trained())).toBe(bytes(trained()));
      const model = trained();
      expect(bytes(model.fit(ratings))).toBe(bytes(trained()));
    });

    termFor(suite, isRandom)("another seed gives another model", () => {
      expect(bytes(make({ seed: 8 }).fit(ratings))).not.toBe(bytes(trained()));
    });

    termFor(suite, !isRandom)("every seed gives the same model", () => {
      expect(bytes(make({ seed: 8 }).fit(ratings))).toBe(bytes(trained()));
    });

    test("events count the epochs, with a finite loss each, and leave a usable model", () => {
      const model = make();
      const seen = [];
      for (const event of model.trainingEvents(ratings)) {
        seen.push(event.epoch);
        expect(Number.isFinite(event.loss)).toBe(true);
        expect(Number.isFinite(model.predict("Ada", "Dune"))).toBe(true);
      }
      expect(seen).toEqual(Array.from({ length: model.settings.epochs }, (_, k) => k + 1));
      expect(bytes(model)).toBe(bytes(trained()));
      expect(model.history.iterations).toEqual(seen);
    });

    test("training can be left after any epoch", () => {
      const model = make();
      for (const event of model.trainingEvents(ratings)) if (event.epoch === 1) break;
      expect(model.epoch).toBe(1);
      expect(Number.isFinite(model.predict("Ada", "Dune"))).toBe(true);
    });

    termFor(suite, make().settings.epochs > 1)("a signal stops training between two epochs", () => {
      const model = make();
      const control = new AbortController();
      const events = model.trainingEvents(ratings, { signal: control.signal });
      events.next();
      control.abort();
      expect(() => events.next()).toThrow(TrainingInterrupted);
      expect(model.epoch).toBe(1);
    });

    test("a model that was stopped and fitted again has the bytes of one that was not stopped", async () => {
      const model = make();
      const control = new AbortController();
      const live = model.train(ratings, { signal: control.signal });
      control.abort();
      await live.catch((error: unknown) => expect(error).toBeInstanceOf(TrainingInterrupted));
      expect(bytes(model.fit(ratings))).toBe(bytes(trained()));
      expect(model.history.loss).toEqual(trained().history.loss);
    });

    test("the second of two trainings takes the first one's place", async () => {
      const model = make();
      const [first, second] = await Promise.allSettled([model.train(ratings), model.train(ratings)]);
      if (first.status === "rejected") expect(first.reason).toBeInstanceOf(TrainingInterrupted);
      expect(second.status).toBe("fulfilled");
      expect(bytes(model)).toBe(bytes(trained()));
    });

    test("a live training gives the same bytes and reports its progress", async () => {
      const model = make();
      const states: string[] = [];
      await model.train(ratings, { onProgress: ({ state }) => states.push(state) });
      expect(bytes(model)).toBe(bytes(trained()));
      expect(states.at(-1)).toBe("done");
    });

    test("the training loss falls, or is at its best at once", () => {
      const { loss } = trained().history;
      expect(loss.at(-1)!).toBeLessThanOrEqual(loss[0]);
    });

    test("validation is measured after each epoch", () => {
      const heldOut = ratings.select((k) => k % 5 === 0);
      const model = make().fit(
        ratings.select((k) => k % 5 !== 0),
        { validation: heldOut },
      );
      expect(model.history.validation).toHaveLength(model.history.loss.length);
      expect(model.history.validation.every(Number.isFinite)).toBe(true);
    });

    termFor(suite, stopsEarly)(
      "early stopping goes back to the epoch with the lowest validation loss",
      () => {
        const validation = ratings.select((k) => k % 5 === 0);
        const rest = ratings.select((k) => k % 5 !== 0);
        const model = make({ epochs: 40 }).fit(rest, { validation, earlyStopping: { patience: 2 } });
        const { bestAt, stoppedAt, validation: losses } = model.history;
        expect(losses[bestAt! - 1]).toBe(Math.min(...losses));
        expect(model.epoch).toBe(bestAt);
        if (stoppedAt !== null) expect(stoppedAt).toBe(bestAt! + 2);
        expect(bytes(model)).toBe(bytes(make({ epochs: bestAt! }).fit(rest)));
      },
    );

    test("a training that is cut after any epoch, saved and resumed gives the bytes of an uninterrupted one", () => {
      const whole = bytes(trained());
      const { epochs } = make().settings;
      for (const stop of [1, Math.ceil(epochs / 2), epochs - 1]) {
        if (stop < 1 || stop >= epochs) continue;
        const model = make();
        for (const { epoch } of model.trainingEvents(ratings)) if (epoch === stop) break;
        const ways = [Model.fromJSON(JSON.parse(JSON.stringify(model))), fromBytes(Model, toBytes(model))]; // prettier-ignore
        for (const again of ways) {
          expect(again.epoch).toBe(stop);
          // What is written before it goes on has all that is needed.
          expect(JSON.stringify(again)).toBe(JSON.stringify(model));
          expect(bytes(again.resume())).toBe(whole);
          expect(again.history.loss).toEqual(trained().history.loss);
        }
      }
    });

    test("a model whose training is at its end has nothing to resume", () => {
      expect(() => trained().resume()).toThrow(ValueError);
    });

    test("predictions are finite, and ratings stay within the scale", () => {
      const model = trained();
      for (const user of NAMES) {
        for (const item of ITEMS) {
          const predicted = model.predict(user, item);
          expect(Number.isFinite(predicted)).toBe(true);
          if (!implicit) expect(predicted >= 1 && predicted <= 5).toBe(true);
        }
      }
    });

    test("it predicts all at once what it predicts one by one", () => {
      const model = trained();
      const predicted = model.predictions(ratings);
      [...ratings].forEach(({ user, item }, k) => expect(predicted[k]).toBe(model.predict(user, item)));
      const scores = model.scores("Ben");
      ITEMS.forEach((item, i) => {
        const score = implicit ? scores[i] : Math.min(5, Math.max(1, scores[i]));
        expect(score).toBeCloseTo(model.predict("Ben", item), 10);
      });
    });

    test.each([
      [
        "an unknown user",
        (m: Recommender) => m.predict("Zoe", "Alien"),
        /user is "Zoe", expected one of the 12 users/,
      ],
      [
        "an unknown item",
        (m: Recommender) => m.predict("Ada", "Zulu"),
        /item is "Zulu", expected one of the 10 items/,
      ],
      ["no id", (m: Recommender) => m.predict(null as never, "Alien"), /user is null/],
      ["a list of −1", (m: Recommender) => m.recommend("Ada", { count: -1 }), /count is -1/],
      ["a wrong option", (m: Recommender) => m.recommend("Ada", { top: 3 } as never), /unknown option "top"/],
      ["a NaN of a new user", (m: Recommender) => m.transform([["Alien", NaN]]), /given\[0\]\.rating is NaN/],
      [
        "a rating twice",
        (m: Recommender) =>
          m.transform([
            ["Alien", 1],
            ["Alien", 1],
          ]),
        /given\[1\] is "Alien" once more/,
      ],
      ["an unknown film", (m: Recommender) => m.transform([["Zulu", 1]]), /given\[0\]\.item is "Zulu"/],
    ])("%s is refused, and its position is named", (_, ask, message) => {
      expect(refusal(() => ask(trained())).message).toMatch(message);
    });

    termFor(suite, !implicit)(
      "a new user's rating off the scale is refused, and its position is named",
      () => {
        const model = trained();
        const [low, high] = ratings.scale;
        const other = ITEMS.find((item) => item !== "Alien")!;
        const given = [["Alien", low] as const, [other, high + 1] as const];
        const { message } = refusal(() => model.transform(given));
        expect(message).toContain(`given[1].rating is ${high + 1}, expected ${low} to ${high}, the scale`);
      },
    );

    test("it recommends the unseen items with the highest scores, the best first", () => {
      const model = trained();
      const list = model.recommend("Ada", { count: 3 });
      const scores = model.scores("Ada");
      const unseen = ITEMS.map((item, i) => ({ item, i })).filter(
        ({ item }) => ratings.get("Ada", item) === undefined,
      );
      const best = unseen.sort((a, b) => scores[b.i] - scores[a.i] || a.i - b.i).slice(0, 3);
      expect(list.ids).toEqual(best.map(({ item }) => item));
      expect(list.entries[0].title).toBe(`${best[0].item} (film)`);
      expect(model.recommend("Ada", { count: 99, excludeSeen: false })).toHaveLength(10);
    });

    test("lists and explanations can be shown", () => {
      const model = trained();
      const list = model.recommend("Ada", { reasons: true });
      expect(list[jupyterDisplay]()["text/plain"]).toContain("(film)");
      expect(String(list[jupyterDisplay]()["text/html"])).toContain("<table");
      expect(model[jupyterDisplay]()["text/plain"]).toContain(model.name);
      expect(String(model.explain("Ada", "Dune"))).toContain("Ada");
    });

    test("the parts of an explanation add up to the prediction", () => {
      const { parts, prediction } = trained().explain("Ada", "Dune");
      expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(prediction, 10);
    });

    test("reasons in a list are those of the explanation that are worth naming, or it says what else there is", () => {
      const model = trained();
      for (const { id, because, mostly } of model.recommend("Ada", { reasons: true })) {
        const { leastInfluence, because: all } = model.explain("Ada", id);
        expect(leastInfluence).toBeGreaterThanOrEqual(implicit ? 0 : 0.02);
        const worth = all.filter(({ influence }) => influence > 0 && influence >= leastInfluence);
        expect(because).toEqual(worth.slice(0, 3));
        if (worth.length === 0) expect(mostly).toBeDefined();
        else expect([undefined, "everybody"]).toContain(mostly?.of);
      }
    });

    test("what is listed below the mean of the user's ratings is told", () => {
      const model = trained();
      for (const user of NAMES) {
        const given = [...ratings].filter((each) => each.user === user).map(({ rating }) => rating);
        const mean = given.reduce((sum, x) => sum + x, 0) / given.length;
        const { entries, notes } = model.recommend(user);
        const isBelow = !implicit && entries.some(({ score }) => score < mean);
        expect(notes).toHaveLength(isBelow ? 1 : 0);
        expect(model.recommendAll().of(user)!.notes).toEqual(notes);
      }
    });

    test("a new user is folded in, and nothing else changes", () => {
      const model = trained();
      const before = bytes(model);
      const [user, item] = ["Ben", "Brazil"];
      const given = ITEMS.flatMap((id): [string, number][] => {
        const rating = ratings.get(user, id);
        return rating === undefined ? [] : [[id, rating]];
      });
      const foldedIn = model.transform(given);
      expect(Number.isFinite(model.predict(foldedIn, item))).toBe(true);
      const list = model.recommend(foldedIn, { count: 3 });
      expect(list.ids.some((id) => given.some(([known]) => known === id))).toBe(false);
      expect(bytes(model)).toBe(before);
      const [own, folded] = [model.scores(user), model.scores(foldedIn)];
      // A user who gives the ratings that Ben gave gets much the same ranking.
      expect(correlation(own, folded)).toBeGreaterThan(0.7);
    });

    test("a new item is folded in", () => {
      const model = trained();
      const item = model.transformItem([
        ["Ada", implicit ? 1 : 5],
        ["Cem", implicit ? 1 : 5],
      ]);
      expect(Number.isFinite(model.predict("Ada", item))).toBe(true);
      expect(() => model.predict(item, "Alien")).toThrow(/user is a new item/);
    });

    termFor(suite, hasNeighbours)(
      "neighbours are alike, the nearest first, and nobody is one's own neighbour",
      () => {
        const list = trained().similarItems("Alien", { count: 9 });
        const scores = list.entries.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(scores.every((score) => score >= -1.000001 && score <= 1.000001)).toBe(true);
        expect(list.ids).not.toContain("Alien");
        expect(trained().similarUsers("Ada")).toHaveLength(10);
      },
    );

    test("it is the same model after it was saved and read again", () => {
      const model = trained();
      for (const again of [Model.fromJSON(JSON.stringify(model)), fromBytes(Model, toBytes(model))]) {
        expect(JSON.stringify(again)).toBe(JSON.stringify(model));
        expect(bytes(again)).toBe(bytes(model));
        expect(again.settings).toEqual(model.settings);
        expect(again.recommend("Ada").ids).toEqual(model.recommend("Ada").ids);
        expect(again.ratings.titleOf("Alien")).toBe("Alien (film)");
      }
    });

    test("it trains on to the same bytes after it was saved and read again, as if it never had been", () => {
      const goOn = (model: Recommender): string => bytes(model.partialFit(ratings, { epochs: 1 }));
      const whole = goOn(make().fit(ratings));
      expect(goOn(Model.fromJSON(JSON.stringify(trained())))).toBe(whole);
      expect(goOn(fromBytes(Model, toBytes(trained())))).toBe(whole);
    });

    test("text of a model that is cut or changed is refused", () => {
      const text = JSON.stringify(trained());
      for (let cut = 0; cut < text.length; cut += Math.ceil(text.length / 40))
        expect(() => Model.fromJSON(text.slice(0, cut))).toThrow(ModelFileError);
      // Within the first of the parameters, however short it is.
      const at = text.indexOf('":"', text.indexOf('"parameters"')) + 5;
      const other = text[at] === "A" ? "B" : "A";
      expect(() => Model.fromJSON(text.slice(0, at) + other + text.slice(at + 1))).toThrow(/damaged/);
      for (const wrong of [null, 3, [], {}, { format: "pickle" }, '"text"'])
        expect(() => Model.fromJSON(wrong)).toThrow(ModelFileError);
    });

    test("any file with a right checksum gives a typed error or a finite model that trains on", () => {
      const few = Ratings.from(
        [
          ["Ada", "Alien", 5, 1],
          ["Ada", "Heat", 2, 2],
          ["Ben", "Alien", 4, 3],
        ],
        { titles: [["Alien", "Alien (film)"]] },
      );
      const model = make({ epochs: 4 });
      const events = model.trainingEvents(implicit ? few.atLeast(1) : few);
      events.next();
      events.next();
      const record = JSON.parse(JSON.stringify(model)) as object;
      const path = fc.constantFrom(...pathsIn(record).filter(([name]) => name !== "checksum"));
      let wentOn = 0;
      fc.assert(
        fc.property(path, fc.constantFrom(...STRANGE), (where, value) => {
          try {
            const again = Model.fromJSON(changed(record, where, value));
            const { end = 0 } = again.toJSON().course ?? {};
            if (end > 0 && end < 100) again.resume();
            for (const user of again.ratings.userIds)
              for (const item of again.ratings.itemIds) expect(again.predict(user, item)).not.toBeNaN();
            again.recommend("Ada");
            expect(again[jupyterDisplay]()["text/plain"]).toContain(model.name);
            wentOn++;
          } catch (error) {
            if (!(error instanceof FactorlabError)) throw error;
          }
        }),
        { numRuns: 1000 },
      );
      // Most random changes are refused; a model that is accepted has to work to the end.
      expect(wentOn).toBeGreaterThan(50);
    });

    test("more ratings, new users and items among them, train it on", () => {
      const model = trained();
      const { epoch } = model;
      const more = Ratings.from([
        ["Zoe", "Alien", implicit ? 1 : 5],
        ["Zoe", "Zulu", implicit ? 1 : 4],
        ["Ada", "Zulu", implicit ? 1 : 5],
      ]);
      model.partialFit(more, { epochs: 2 });
      expect(model.epoch).toBe(epoch + 2);
      expect([model.ratings.users, model.ratings.items]).toEqual([13, 11]);
      expect(Number.isFinite(model.predict("Zoe", "Zulu"))).toBe(true);
      expect(model.ratings.length).toBe(ratings.length + 3);
    });

    test("users and items without a rating do no harm", () => {
      const some = tasteRatings(implicit, (u, i) => u === 3 || i === 4);
      const model = make().fit(some);
      expect(Number.isFinite(model.predict("Dan", "Alien"))).toBe(true);
      expect(Number.isFinite(model.predict("Ada", "Emma"))).toBe(true);
      expect(model.recommend("Dan")).toHaveLength(10);
    });

    test("one rating alone is enough", () => {
      const one = Ratings.from([["Ada", "Alien", implicit ? 1 : 4]]);
      const model = make().fit(one);
      expect(Number.isFinite(model.predict("Ada", "Alien"))).toBe(true);
      expect(model.recommend("Ada")).toHaveLength(known.items);
    });

    test("ratings that are all equal are no trouble", () => {
      const equal = Ratings.from([...ratings].map(({ user, item }) => [user, item, 1] as const));
      expect(Number.isFinite(make().fit(equal).predict("Ada", "Dune"))).toBe(true);
    });

    test("it is finite whatever the ratings are, or a typed error says why not", () => {
      const index = fc.nat(3);
      const usual = implicit ? fc.constantFrom(1, 2, 40) : fc.integer({ min: 1, max: 5 });
      const strange = fc.constantFrom(0, -1, 660, 1e-300, 5e-324, 1e12, 1e15, -1e15);
      const value = fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: strange });
      const entries = fc.uniqueArray(fc.tuple(index, index, value), {
        selector: ([user, item]) => `${user} ${item}`,
        minLength: 1,
        maxLength: 10,
      });
      let trained = 0;
      fc.assert(
        fc.property(entries, fc.integer(), (given, seed) => {
          const strange = Ratings.from(given);
          const model = make({ seed, epochs: 2 });
          try {
            model.fit(strange);
            trained++;
          } catch (error) {
            expect(error).toBeInstanceOf(FactorlabError);
            if (!model.isFitted) return;
          }
          for (const user of strange.userIds)
            for (const item of strange.itemIds) expect(Number.isFinite(model.predict(user, item))).toBe(true);
        }),
        { numRuns: 1000 },
      );
      expect(trained).toBeGreaterThan(350);
    });

    checkSuccesses(terms, suite);
    checkQuestions(terms, suite);

    termFor(suite, "features" in make().settings)(
      "a training that would not fit into memory is refused before it begins, and the model stays as it was",
      () => {
        const model = make({ features: 1000 });
        const many = Ratings.from([[0, 0, 1]], { users: Array.from({ length: 20_000 }, (_, k) => k) });
        vi.stubGlobal("process", { ...process, platform: "linux", availableMemory: () => 2e8 });
        try {
          expect(() => model.fit(many)).toThrow(
            new RegExp(
              `^features is 1000, for ${20_000 + known.users} users and ${1 + known.items} items, ` +
                "which takes [\\d.]+ GB, expected what fits into the 0.200 GB",
            ),
          );
          expect(refusal(() => model.fit(many)).argument).toBe("features");
        } finally {
          vi.unstubAllGlobals();
        }
        expect(model.isFitted).toBe(false);
      },
    );

    test("strange ids are ids", () => {
      const strange = Ratings.from([
        ["__proto__", "constructor", 1],
        ["🦊", "constructor", 1],
        ["🦊", "__proto__", 1],
      ]);
      const model = Model.fromJSON(JSON.stringify(make().fit(strange)));
      expect(Number.isFinite(model.predict("__proto__", "__proto__"))).toBe(true);
      expect(({} as Record<string, unknown>)["epochs"]).toBeUndefined();
    });

    termFor(suite, hasLearningRate)(
      "a rate that is far too large is an error that names a better one, or a finite model; never NaN",
      () => {
        const model = make({ learningRate: 1e6 });
        let thrown: unknown;
        try {
          model.fit(ratings);
        } catch (error) {
          thrown = error;
        }
        if (thrown !== undefined) {
          expect(thrown).toMatchObject({
            ...{ name: "DivergenceError", argument: "learningRate", actual: 1e6 },
            expected: "a rate at which the loss falls",
          });
          const { loss } = make({ learningRate: (thrown as DivergenceError).suggestedRate }).fit(
            ratings,
          ).history;
          expect(loss.at(-1)).toBeLessThan(loss[0]);
        }
        expect(Number.isFinite(model.predict("Ada", "Dune"))).toBe(true);
      },
    );

    termFor(suite, hasLearningRate)("a schedule multiplies the learning rate", () => {
      const model = make({ learningRate: 0.01 });
      const [first, second] = [
        ...model.trainingEvents(ratings, { epochs: 2, schedule: (epoch) => 1 / epoch }),
      ];
      expect([first.learningRate, second.learningRate]).toEqual([0.01, 0.005]);
      expect(() => model.fit(ratings, { schedule: () => NaN })).toThrow(/schedule\(1\) is NaN/);
    });
  });
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    ab += (a[k] - ma) * (b[k] - mb);
    aa += (a[k] - ma) ** 2;
    bb += (b[k] - mb) ** 2;
  }
  // They agree where nobody's scores differ, as with a global mean.
  return aa < 1e-12 || bb < 1e-12 ? 1 : ab / Math.sqrt(aa * bb);
}
