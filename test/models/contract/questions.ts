import { expect } from "vitest";
import { ValueError } from "../../../src/errors";
import type { Recommender } from "../../../src/models/recommender/recommender";
import { jupyterDisplay } from "../../../src/outputs/bundle";
import type { Id } from "../../../src/ratings/ids";
import { Ratings } from "../../../src/ratings/ratings";
import type { Suite } from "./suite";
import { ITEMS, NAMES, tasteRatings } from "./terms";
import type { Terms } from "./terms";

/** What people ask a trained model: for candidates, for those whom it does not know, for many pairs. */
export function checkQuestions(terms: Terms, { test }: Suite): void {
  const { Model, options, implicit = false, isBaseline = false, servesNewcomers = false } = terms;
  const { learnsTaste = !isBaseline } = terms;
  const ratings = tasteRatings(implicit);
  const made = (): Recommender => new Model({ seed: 7, ...options });
  const trained = (): Recommender => made().fit(ratings);
  const unknown = "baseline";

  test("a list has only candidates, none that is blocked, and what a filter keeps", () => {
    const model = trained();
    const whole = model.recommend("Ada", { count: 99, excludeSeen: false });
    const asked: Id[] = [];
    const where = (id: Id): boolean => asked.push(id) > 0 && id !== "Heat";
    const items = ["Jaws", "Heat", "Dune", "Jaws", "Alien"];
    const list = model.recommend("Ada", { items, exclude: ["Alien", "Ida"], where, excludeSeen: false });
    expect(list.entries).toEqual(whole.entries.filter(({ id }) => id === "Jaws" || id === "Dune"));
    expect(asked.sort()).toEqual(["Dune", "Heat", "Jaws"]);
    expect(model.recommend("Ada", { items: new Set(["Heat"]), exclude: ["Heat"] })).toHaveLength(0);
    expect(model.recommend("Ada", { items: [] })).toHaveLength(0);
    const seen = ITEMS.filter((item) => ratings.get("Ada", item) !== undefined);
    expect(model.recommend("Ada", { items: seen })).toHaveLength(0);
    const others = model.recommend("Ada", { exclude: seen, excludeSeen: false, count: 99 });
    expect(others.entries).toEqual(model.recommend("Ada", { count: 99 }).entries);
  });

  test("the same candidates for many users give the lists of each", () => {
    const model = trained();
    const wanted = { items: ITEMS.slice(1), exclude: ["Dune"], where: (id: Id) => id !== "Ida", count: 4 };
    const lists = model.recommendAll(wanted);
    NAMES.forEach((name, row) => expect(lists.at(row)).toEqual(model.recommend(name, wanted)));
  });

  test.each<[what: string, options: object, message: RegExp]>([
    ["an unknown candidate", { items: ["Dune", "Dunes"] }, /^items\[1\] is "Dunes", expected one of the 10 items .*"Dune"; with unknown: "baseline"/], // prettier-ignore
    [
      "an unknown blocked item",
      { exclude: ["Zulu"] },
      /^exclude\[0\] is "Zulu", expected one of the 10 items/,
    ],
    ["a candidate that is no id", { items: [null], unknown }, /^items\[0\] is null, expected an id/],
    ["one name for a list", { items: "Dune" }, /^items is "Dune", expected a list of items/],
    ["a number for a list", { exclude: 3 }, /^exclude is 3, expected a list of items/],
    ["a filter that is none", { where: "Dune" }, /^where is "Dune", expected a function/],
    ["a filter that says nothing", { where: () => undefined }, /^where\("Alien"\) gives missing, expected true or false/], // prettier-ignore
    [
      "a filter that takes its time",
      { where: () => Promise.resolve(true) },
      /^where\("Alien"\) gives an object/,
    ],
    ["another word for the baseline", { unknown: "mean" }, /^unknown is "mean", expected one of "throw", "baseline"/], // prettier-ignore
  ])("%s is refused, in one list and in many", (_, given, message) => {
    const model = trained();
    for (const ask of [() => model.recommend("Ada", given), () => model.recommendAll(given)]) {
      expect(ask).toThrow(ValueError);
      expect(ask).toThrow(message);
    }
  });

  test("what a filter throws is thrown", () => {
    const where = (): boolean => {
      throw new RangeError("no such year");
    };
    expect(() => trained().recommend("Ada", { where })).toThrow(new RangeError("no such year"));
  });

  test("somebody unknown is an error that names the option which makes it none", () => {
    const model = trained();
    const wrong: [ask: () => unknown, message: string][] = [
      [() => model.predict("Zoe", "Dune"), 'user is "Zoe"'],
      [() => model.predict("Ada", "Zulu"), 'item is "Zulu"'],
      [() => model.predictAll([["Ada", "Dune"], ["Zoe", "Dune"]]), 'pairs[1].user is "Zoe"'], // prettier-ignore
      [() => model.predictAll(Ratings.from([["Ada", "Zulu", 1]])), 'pairs[0].item is "Zulu"'],
      [() => model.recommend("Zoe", { unknown: "throw" }), 'user is "Zoe"'],
      [() => model.recommendAll({ users: ["Ada", "Zoe"], unknown: "throw" }), 'users[1] is "Zoe"'],
    ];
    if (!servesNewcomers) wrong.push([() => model.recommend("Zoe"), 'user is "Zoe"']);
    for (const [ask, message] of wrong) {
      expect(ask).toThrow(ValueError);
      expect(ask).toThrow(`${message}, expected one of the `);
      expect(ask).toThrow('with unknown: "baseline", others are no error');
    }
    for (const nobody of [null, "", NaN, undefined, {}])
      expect(() => model.predict(nobody as never, "Dune", { unknown })).toThrow(ValueError);
  });

  test("its baseline for somebody unknown is what it says where nothing is known, and says so", () => {
    const model = trained();
    const [user, item] = [model.transform([]), model.transformItem([])];
    expect(String(user)).toBe("new user with 0 ratings");
    const pairs = ["Zoe", "Ada"].flatMap((who) => ["Zulu", "Dune"].map((what) => [who, what] as const));
    const predictions = model.predictAll(pairs, { unknown });
    expect([...predictions]).toEqual([
      model.predict(user, item),
      model.predict(user, "Dune"),
      model.predict("Ada", item),
      model.predict("Ada", "Dune"),
    ]);
    pairs.forEach((pair, k) => expect(model.predict(...pair, { unknown })).toBe(predictions[k]));
    expect(predictions.every(Number.isFinite)).toBe(true);
    if (!implicit) expect(predictions.every((rating) => rating >= 1 && rating <= 5)).toBe(true);
    expect(predictions.baselines).toEqual([0, 1, 2]);
    expect(predictions.rows().map(({ baseline }) => baseline)).toEqual([true, true, true, false]);
    expect(predictions[jupyterDisplay]()["text/plain"]).toContain(
      "3 of 4 predictions are the model's baseline",
    );
  });

  test("newcomers get a list of all items, the same for each, that says what it is", () => {
    const model = trained();
    const lists = model.recommendAll({ users: ["Zoe", "Ada", "Max"], unknown, count: 10 });
    const list = model.recommend("Zoe", { unknown });
    expect(list).toHaveLength(10);
    expect(list.entries.every(({ score }) => Number.isFinite(score))).toBe(true);
    expect(list.entries).toEqual(model.recommend(model.transform([])).entries);
    for (const { id, score } of list) expect(model.predict("Zoe", id, { unknown })).toBe(score);
    expect([list.isBaseline, model.recommend("Ada").isBaseline]).toEqual([true, false]);
    expect(String(list)).toContain("Nothing is known of Zoe: this is the model's baseline");
    expect(lists.users).toEqual(["Zoe", "Ada", "Max"]);
    expect(lists.of("Zoe")).toEqual(list);
    expect(lists.baselines).toEqual([0, 2]);
    expect(lists[jupyterDisplay]()["text/plain"]).toContain("Nothing is known of Zoe and Max");
    const some = model.recommend("Zoe", { unknown, items: ["Zulu", "Dune", "Yes", "Yes"], exclude: ["No"] });
    expect(some.ids).toEqual(["Dune"]);
    expect(some.notes[1]).toBe("2 candidates are left out: the model does not know them.");
  });

  test("the baseline ranks what everybody likes above what hardly anybody does", () => {
    const pairs = NAMES.flatMap((user, u) =>
      ITEMS.flatMap((item, i): [string, string, number][] => {
        if (implicit) return i < 2 || i - 2 === u % 8 ? [[user, item, 1]] : [];
        return (u + i) % 3 === 0 ? [] : [[user, item, i < 2 ? 5 : 1 + ((u + i) % 2)]];
      }),
    );
    const given = Ratings.from(pairs, { items: ITEMS, ...(implicit ? {} : { scale: [1, 5] as const }) });
    const model = made().fit(given);
    const scores = model.scores(model.transform([]));
    const [liked, others] = [Math.min(...scores.slice(0, 2)), Math.max(...scores.slice(2))];
    if (learnsTaste) expect(liked).toBeGreaterThan(others);
    else expect(liked).toBeGreaterThanOrEqual(others);
  });

  test("it predicts for many pairs what it predicts for each, however they are given", () => {
    const model = trained();
    const [user, item] = [model.transform([["Alien", 1]]), model.transformItem([["Ada", 1]])];
    const pairs = [["Ben", "Dune"], [user, "Heat"], ["Ada", item], ["Ada", "Dune", 3]] as const; // prettier-ignore
    const predictions = model.predictAll(pairs);
    pairs.forEach(([who, what], k) => expect(predictions[k]).toBe(model.predict(who, what)));
    expect(predictions.baselines).toEqual([]);
    const objects = model.predictAll([{ user: "Ben", item: "Dune" }]);
    expect([...objects]).toEqual([predictions[0]]);
    expect(objects.rows()).toEqual([{ user: "Ben", item: "Dune", prediction: predictions[0] }]);
    expect(new Float64Array(model.predictAll(ratings))).toEqual(model.predictions(ratings));
    expect(model.predictAll([])).toHaveLength(0);
    for (const wrong of [
      null,
      3,
      "Ada",
      [["Ada"]],
      ["Ada"],
      [{ user: "Ada" }],
      { user: "Ada", item: "Dune" },
    ])
      expect(() => model.predictAll(wrong as never)).toThrow(/^pairs(\[0\])? is .+, expected a (list|user)/);
  });
}
