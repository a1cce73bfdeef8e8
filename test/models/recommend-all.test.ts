import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import * as library from "../../src";
import { jupyterDisplay, Ratings, TrainingInterrupted, ValueError } from "../../src";
import type { FoldedIn, Id, Recommender, Row, TableModel, TopLists } from "../../src";
import { scoresAsItsKernel } from "../../src/models/batches/overridden";
import type { Scoring } from "../../src/models/batches/scoring";
import { PAYLOAD_MIME } from "../../src/view";
import type { TableViewPayload } from "../../src/view";
import { PlainProduct } from "./contract/plain-product";
import { plainWords } from "../plain-words";

/** Nine users more than a batch of the smallest has, one without ratings, one who rated everything; 37 items, one unrated. */
const USERS = Array.from({ length: 41 }, (_, u) => `u${u}`);
const ITEMS = Array.from({ length: 37 }, (_, i) => i);
const triples = USERS.slice(0, 40).flatMap((user, u) =>
  ITEMS.filter((i) => u === 3 || (i < 36 && (u * i + u + 2 * i) % 4 === 1)).map(
    (item) => [user, item, 1 + ((u * item + item) % 5)] as [Id, Id, number],
  ),
);
const ratings = Ratings.from(triples, { users: USERS, items: ITEMS, scale: [1, 5] });

const MODELS: Record<string, (features: number) => Recommender> = {
  ALS: (features) => new library.ALS({ features, epochs: 2, seed: 1 }),
  BayesianMF: (features) => new library.BayesianMF({ features, epochs: 12, seed: 1 }),
  BiasOnly: () => new library.BiasOnly(),
  BiasedMF: (features) => new library.BiasedMF({ features, epochs: 2, seed: 1 }),
  BPR: (features) => new library.BPR({ features, epochs: 2, seed: 1 }),
  EASE: () => new library.EASE({ regularization: 5 }),
  GlobalMean: () => new library.GlobalMean(),
  HybridMF: (features) =>
    new library.HybridMF({ features, epochs: 2, seed: 1, itemFeatures: { 1: ["odd"], 2: ["even"] } }),
  ImplicitALS: (features) => new library.ImplicitALS({ features, epochs: 2, seed: 1 }),
  LogisticMF: (features) => new library.LogisticMF({ features, epochs: 2, seed: 1 }),
  MostPopular: () => new library.MostPopular(),
  NonnegativeMF: (features) => new library.NonnegativeMF({ features, epochs: 3, seed: 1 }),
  SVDPlusPlus: (features) => new library.SVDPlusPlus({ features, epochs: 2, seed: 1 }),
};

/** Which items may be listed: all, few, all but some, those of a kind, none. */
const CANDIDATES: library.CandidateOptions[] = [
  ...[
    {},
    { items: [36, 0, 7, 0] },
    { exclude: ITEMS.slice(5, 30) },
    { where: (id: Id) => Number(id) % 3 > 0 },
  ],
  ...[{ items: ITEMS.slice(3), exclude: [3, 5], where: (id: Id) => id !== 9 }, { items: [] }],
];

const trained = new Map<string, Recommender>();
/** Each model is trained once for each number of features. */
function model(name: string, features = 5): Recommender {
  const key = `${name} ${features}`;
  if (!trained.has(key)) trained.set(key, MODELS[name](features).fit(ratings));
  return trained.get(key)!;
}

const table = (): TableModel => {
  const cells = USERS.map((user) => ITEMS.map((item) => ratings.get(user, item) ?? null));
  const labels = { rows: USERS, columns: ITEMS.map((item) => `item ${item}`) };
  return new library.MatrixFactorization(cells, 3, { seed: 1, labels });
};

/** Holds lists against those that `recommend` gives one by one, to the last digit. */
function expectSame(
  lists: TopLists,
  users: readonly (Id | FoldedIn)[],
  one: (user: Id | FoldedIn) => library.RankedList,
): void {
  expect(lists.length).toBe(users.length);
  expect(lists.items.length).toBe(users.length * lists.count);
  users.forEach((user, row) => {
    const list = one(user);
    expect(lists.at(row)).toEqual(list);
    expect(lists.ids(row)).toEqual(list.ids);
    const rest = lists.count - list.length;
    const [items, scores] = [lists.items, lists.scores].map((all) =>
      Array.from(all.subarray(row * lists.count + list.length, (row + 1) * lists.count)),
    );
    expect([items, scores]).toEqual([Array(rest).fill(-1), Array(rest).fill(NaN)]);
  });
}

describe("lists for many users", () => {
  test.each(Object.keys(MODELS))("%s: are those of each user alone, whatever is asked for", (name) => {
    const option = fc.record({
      features: fc.constantFrom(1, 2, 3, 4, 5, 8, 11),
      users: fc.option(fc.array(fc.constantFrom(...USERS, "stranger"), { maxLength: 9 }), { nil: undefined }),
      count: fc.constantFrom(1, 2, 9, 10, 36, 37, 40),
      excludeSeen: fc.boolean(),
      threads: fc.constantFrom(1, 2, 3, 8),
      candidates: fc.constantFrom(...CANDIDATES),
    });
    fc.assert(
      fc.property(option, ({ features, users, threads, candidates, ...options }) => {
        const made = model(name, features);
        const asked = { ...options, ...candidates, unknown: "baseline" } as const;
        const lists = made.recommendAll({ ...asked, threads, ...(users && { users }) });
        expectSame(lists, users ?? USERS, (user) => made.recommend(user, asked));
      }),
      {
        numRuns: 20,
        examples: [
          [{ features: 5, users: undefined, count: 37, excludeSeen: false, threads: 2, candidates: {} }],
          [
            {
              features: 5,
              users: ["stranger", "u1"],
              count: 10,
              excludeSeen: true,
              threads: 2,
              candidates: {},
            },
          ],
        ],
      },
    );
  });

  test("every model of ratings is held to that, and has a kernel", () => {
    const all = Object.entries(library).filter(
      ([name, value]) =>
        typeof value === "function" &&
        value.prototype instanceof library.Recommender &&
        !["FactorModel", "BiasedFactorModel"].includes(name),
    );
    expect(Object.keys(MODELS).sort()).toEqual(all.map(([name]) => name).sort());
    for (const name of Object.keys(MODELS)) {
      expect(scoresAsItsKernel(model(name)), name).toBe(true);
      expect((model(name) as unknown as { scoring(): Scoring | null }).scoring(), name).not.toBeNull();
    }
  });

  test("of new users are those that fold in to", () => {
    for (const name of Object.keys(MODELS)) {
      const made = model(name);
      const users = [
        made.transform([[3, 2]]),
        "u1",
        made.transform([
          [0, 5],
          [36, 1],
        ]),
      ];
      expectSame(made.recommendAll({ users, count: 4 }), users, (user) => made.recommend(user, { count: 4 }));
    }
  });

  test("of a table are those of each row alone", () => {
    const made = table();
    for (const options of [{}, { count: 37 }, { excludeSeen: false, count: 50 }])
      expectSame(made.recommendAll(options), USERS, (user) => made.recommend(user as string, options));
    const users = [4, "u2", 4];
    const lists = made.recommendAll({ users, count: 2 });
    expect(lists.users).toEqual(["u4", "u2", "u4"]);
    expectSame(lists, users, (user) => made.recommend(user as string, { count: 2 }));
    expect(() => made.recommendAll({ users: ["u1", "nobody"] })).toThrow('users[1] is "nobody"');
  });

  test("keep to a class that scores otherwise than the one it extends", () => {
    class Upside extends library.BiasedMF {
      override scores(user: Id | FoldedIn): Float64Array {
        return super.scores(user).map((score) => 6 - score);
      }
    }
    class Backwards extends library.BiasedMF {
      protected override score(user: Row, item: Row): number {
        return -super.score(user, item);
      }
    }
    expect(scoresAsItsKernel(new Backwards())).toBe(false);
    expect(scoresAsItsKernel(Object.assign(new library.EASE(), { scoreAll: () => undefined }))).toBe(false);
    for (const made of [new Upside({ features: 3, epochs: 2, seed: 1 }), new PlainProduct({ seed: 1 })]) {
      made.fit(ratings);
      expectSame(made.recommendAll({ count: 5 }), USERS, (user) => made.recommend(user, { count: 5 }));
    }
  });

  test("have the lower index first where scores are equal, as a model gives everybody that knows only the mean", () => {
    const lists = model("GlobalMean").recommendAll({ users: ["u40"], count: 5 });
    expect([...lists.items]).toEqual([0, 1, 2, 3, 4]);
    expect(model("GlobalMean").recommendAll({ users: ["u3"], count: 2 }).items).toEqual(
      Int32Array.of(-1, -1),
    );
  });

  test("work with one user and one item", () => {
    const made = new library.BiasedMF({ seed: 1 }).fit(Ratings.from([["a", "b", 3]]));
    expect(made.recommendAll({ count: 1 }).ids(0)).toEqual([]);
    expect(made.recommendAll({ count: 3, excludeSeen: false }).ids(0)).toEqual(["b"]);
  });

  test("hold for more users than a batch, and are the same for any number of threads", () => {
    const users = Array.from({ length: 1100 }, (_, u) => u);
    const rated = users.flatMap((u) =>
      [0, 1, 2].map((n) => [u, (7 * u + 61 * n) % 401, 1 + ((u + n) % 5)] as const),
    );
    const large = new library.BiasedMF({ features: 32, epochs: 1, seed: 1 }).fit(Ratings.from(rated));
    const lists = large.recommendAll();
    expectSame(lists, users, (user) => large.recommend(user));
    for (const candidates of [{ items: [400, 3, 77, 5] }, { where: (id: Id) => Number(id) % 2 === 0 }])
      expectSame(large.recommendAll(candidates), users, (user) => large.recommend(user, candidates));
    for (const threads of [1, 2, 3, 8]) {
      const { items, scores } = large.recommendAll({ threads });
      expect([items, scores], `${threads} threads`).toEqual([lists.items, lists.scores]);
    }
  });

  test("tell scores apart that 32 bits do not, be they few or many, and numbers beyond 32 bits", () => {
    const rated = Array.from({ length: 420 }, (_, n) => [n % 30, n, 1 + (n % 5)] as const);
    const made = new library.BiasedMF({ features: 18, epochs: 1, seed: 1 }).fit(Ratings.from(rated));
    const users = [...made.ratings.userIds];
    const [P, Q] = [made.userFactors.values, made.itemFactors.values];
    const before = [P.slice(), Q.slice()];
    const hold = (change: () => void): void => {
      [P, Q].forEach((values, n) => values.set(before[n]));
      change();
      for (const count of [1, 10, 26]) {
        const lists = made.recommendAll({ count });
        expectSame(lists, users, (user) => made.recommend(user, { count }));
      }
    };
    // As near as 64 bits tell apart, in either direction: 60 items, then all.
    for (const alike of [60, 420])
      hold(() => {
        for (let i = 0; i < alike; i++)
          Q.set(
            before[1].subarray(0, 18).map((x) => x * (1 + ((i * 37) % 101) * 1e-15) + 1),
            i * 18,
          );
        made.itemBiases.fill(0);
      });
    // The same large products in another order each: 32-bit sums are as far apart as their terms are rounded.
    const terms = Float64Array.from({ length: 18 }, (_, t) => 1000 * Math.sin(t * t + 1));
    terms[17] += 30 - terms.reduce((sum, x) => sum + x, 0);
    hold(() => {
      P.fill(0.7);
      for (let i = 0; i < 100; i++)
        Q.set(
          terms.map((_, t) => terms[([1, 5, 7, 11, 13, 17][i % 6] * t + i) % 18]),
          i * 18,
        );
    });
    hold(() => P.fill(0));
    for (const factor of [1e-30, 1e-200, 1e25, 1e120])
      hold(() => [P, Q].forEach((values) => values.forEach((x, t) => (values[t] = x * factor))));
    hold(() => {
      Q[3] = Infinity;
      Q[18 * 7] = 1e30;
    });
  });

  test("hold for numbers of any size", () => {
    for (const scale of [1e-300, 1e14]) {
      const scaled = Ratings.from(
        triples.map(([user, item, rating]) => [user, item, rating * scale] as const),
      );
      const nonnegative = new library.NonnegativeMF({ features: 3, epochs: 2, seed: 1 }).fit(scaled);
      expectSame(nonnegative.recommendAll(), [...scaled.userIds], (user) => nonnegative.recommend(user));
    }
  });
});

describe("what is asked for", () => {
  const made = (): Recommender => model("BiasedMF");
  test.each([
    [{ count: 0 }, "count"],
    [{ count: 1.5 }, "count"],
    [{ count: 2 ** 30 }, "count"],
    [{ threads: 0 }, "threads"],
    [{ threads: 1000 }, "threads"],
    [{ users: ["u1", "nobody"] }, "users[1]"],
    [{ users: [null] }, "users[0]"],
    [{ users: "u1" }, "users"],
    [{ users: 7 }, "users"],
    [{ users: null }, "users"],
    [{ excludeSeen: "yes" }, "excludeSeen"],
    [{ signal: 1 }, "signal"],
    [{ reasons: true }, "reasons"],
    [{ n: 5 }, "n"],
  ])("is refused where it makes no sense: %j", (options, argument) => {
    let error: unknown;
    try {
      made().recommendAll(options as never);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ValueError);
    expect((error as ValueError).argument).toBe(argument);
  });

  test("may be nobody, or somebody twice", () => {
    expect(made().recommendAll({ users: [] }).length).toBe(0);
    const lists = made().recommendAll({ users: new Set(["u1"]) });
    expect(made().recommendAll({ users: ["u1", "u1"] }).items).toEqual(
      Int32Array.of(...lists.items, ...lists.items),
    );
  });

  test("is refused before training, and for a new item in place of a user", () => {
    expect(() => new library.BiasedMF().recommendAll()).toThrow(library.NotFittedError);
    const item = made().transformItem([["u1", 3]]);
    expect(() => made().recommendAll({ users: [item] })).toThrow("a new user");
  });
});

describe("lists that take long", () => {
  const flags = globalThis as { [key: symbol]: unknown };
  const STOP = Symbol.for("factorlab.stop");
  afterEach(() => {
    Reflect.deleteProperty(flags, STOP);
  });

  test("stop where the kernel is interrupted, and where a signal says so", () => {
    const made = model("BiasedMF");
    let looks = 0;
    const signal = {
      get aborted(): boolean {
        looks++;
        return looks > 2;
      },
    };
    const error = thrownBy(() => made.recommendAll({ signal, threads: 1 }));
    expect(error).toBeInstanceOf(TrainingInterrupted);
    expect(error).toMatchObject({
      name: "AbortError",
      message: "recommending was stopped after 0 of 41 users",
    });
    flags[STOP] = Int32Array.of(1, 0, 0);
    expect(thrownBy(() => made.recommendAll())).toMatchObject({ name: "KeyboardInterrupt" });
    expect(thrownBy(() => table().recommendAll())).toMatchObject({ name: "KeyboardInterrupt" });
    expect(thrownBy(() => made.scoreEach(["u1"], () => undefined))).toMatchObject({
      name: "KeyboardInterrupt",
    });
  });

  function thrownBy(call: () => unknown): unknown {
    try {
      call();
    } catch (error) {
      return error;
    }
    return undefined;
  }
});

describe("what comes back", () => {
  test("is found by id, goes round, and is shown as a table with a row for each user", () => {
    const made = model("BiasedMF");
    const lists = made.recommendAll({ count: 2 });
    expect(lists.of("u7")).toEqual(made.recommend("u7", { count: 2 }));
    expect([lists.of("nobody"), lists.at(41), lists.at(-1), lists.at(0.5)]).toEqual(Array(4).fill(undefined));
    expect([...lists].length).toBe(41);
    const shown = plainWords(lists[jupyterDisplay]()[PAYLOAD_MIME] as TableViewPayload);
    expect(shown.title).toBe("Top 2 for 41 users");
    expect(shown.columns.map(({ name }) => name)).toEqual(["user", "1", "2"]);
    expect(shown.rows[3]).toEqual(["u3", null, null]);
    const text = lists.toString().split("\n");
    expect(text).toHaveLength(13);
    expect(text[11]).toBe("… and 31 more");
    expect(text[12]).toMatch(/^\d+ of these \d+ predictions are below the mean of their user's ratings\.$/);
    expect(Object.keys(lists).sort()).toEqual(["count", "items", "measure", "scores", "users"]);
    const numbered = Ratings.from([
      [1, 2, 3],
      [2, 1, 4],
    ]);
    expect(new library.MostPopular().fit(numbered).recommendAll().of("1")!.ids).toEqual([1]);
  });
});

describe("scores of many users", () => {
  test.each(Object.keys(MODELS))("%s: are those of each user alone", (name) => {
    const made = model(name);
    const users = ["u5", "u40", "u5", made.transform([[1, 3]])];
    const places: number[] = [];
    made.scoreEach(users, (scores, place) => {
      expect(Float64Array.from(scores)).toEqual(made.scores(users[place]));
      places.push(place);
    });
    expect(places).toEqual([0, 1, 2, 3]);
    expect(() => made.scoreEach(["u1", "nobody"], () => undefined)).toThrow("users[1]");
  });
});

describe("predictions of many ratings", () => {
  test.each(Object.keys(MODELS))("%s: are those of each pair alone, NaN for strangers", (name) => {
    const made = model(name);
    expect(made.predictions(ratings)).toEqual(
      Float64Array.from([...ratings], ({ user, item }) => made.predict(user, item)),
    );
    const others = Ratings.from([
      ["u5", 3, 4],
      ["stranger", 3, 4],
      ["u5", "unknown", 1],
      ["u40", 36, 2],
    ]);
    const known = [made.predict("u5", 3), NaN, made.predict("u40", 36), NaN];
    const given = [...others].map(({ user, item }) => [user, item].join());
    expect(given).toEqual(["u5,3", "u5,unknown", "stranger,3", "u40,36"]);
    expect([...made.predictions(others)]).toEqual([known[0], NaN, NaN, known[2]]);
  });
});
