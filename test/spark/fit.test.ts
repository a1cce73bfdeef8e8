import { join } from "node:path";
import { ALS, evaluate, ImplicitALS, itemMap, Ratings } from "factorlab";
import { loadSparkModel, SparkALS, sparkModelBlocks } from "factorlab/spark";
import { expect, it } from "vitest";
import { csv, failure, file, fit, quick, remote, small, spark, stars } from "./helpers";

const rows = stars(20, 12);

it("ratings in memory give a model of our own, which has them", async () => {
  const model = await fit(small, {}, { features: 3, iterations: 3, userBlocks: 2 });
  expect(model).toBeInstanceOf(ALS);
  expect(model.isFitted && model.epoch).toBe(3);
  expect(model.settings).toMatchObject({ features: 3, scaleRegularization: true, seed: 0 });
  expect(evaluate(model, small, { metrics: ["rmse"] }).rmse).toBeLessThan(0.5);
  expect(model.userFactors.values.every((x) => x === Math.fround(x))).toBe(true);
  // What has been rated is left out, as after any other training.
  const [first] = model.recommend("u1", { count: 1 }).entries;
  expect(small.get("u1", first.id)).toBeUndefined();
  expect(model.explain("u1", "i1").because.length).toBeGreaterThan(5);
  const stranger = model.transform([
    ["i0", 5],
    ["i2", 5],
    ["i4", 4],
    ["i1", 1],
  ]);
  expect(model.predict(stranger, "i6")).toBeGreaterThan(model.predict(stranger, "i5"));
});

it("a file of text gives the same predictions, whose ratings are known to be elsewhere", async () => {
  const path = csv("ratings.csv", rows);
  const model = await fit(path);
  expect(model.ratings.elsewhere).toBe(`Spark (${path})`);
  expect([model.ratings.users, model.ratings.items, model.ratings.scale]).toEqual([20, 12, [1, 5]]);
  expect([...model.ratings.userIds].slice(0, 3)).toEqual(["u0", "u1", "u10"]);
  expect(model.predict("u0", "i2")).toBeGreaterThan(3);
  expect(() => model.recommend("u0")).toThrow(/ratings of user "u0" are not in this model, but in Spark/);
  expect(() => model.recommend("u0", { excludeSeen: false, reasons: true })).toThrow(/reasons: false/);
  expect(() => model.recommendAll()).toThrow(/excludeSeen: false/);
  expect(() => evaluate(model, small, { metrics: ["ndcg"] })).toThrow(/lists cannot be measured/);
  expect(() => model.partialFit(small)).toThrow(/trained on are in Spark/);
  expect(model.recommend("u0", { excludeSeen: false, count: 12 })).toHaveLength(12);
  expect(model.recommendAll({ excludeSeen: false, count: 2 }).of("u3")).toHaveLength(2);
  expect(model.similarItems("i0", { count: 3 })).toHaveLength(3);
  expect(itemMap(model).points).toHaveLength(12);
  const explained = model.explain("u0", "i2");
  expect(explained.because).toEqual([]);
  expect(String(explained)).toContain("Which ratings speak for it is not known here");
  expect(
    model.predict(
      model.transform([
        ["i1", 5],
        ["i3", 5],
        ["i0", 1],
      ]),
      "i5",
    ),
  ).toBeGreaterThan(3);

  // Some users' ratings are read from the source: lists leave those out, and name reasons.
  const known = model.withRatings(await new SparkALS(quick).ratingsOf(["u0", "u1"], path, { remote }));
  const list = known.recommend("u0", { count: 12, reasons: true });
  expect(list.entries.map(({ id }) => small.get("u0", id))).toEqual([undefined, undefined, undefined]);
  expect(known.explain("u0", "i2").because.length).toBeGreaterThan(5);
  expect(() => known.recommend("u2")).toThrow(/ratings of user "u2"/);
  expect(known.predict("u2", "i2")).toBe(model.predict("u2", "i2"));

  // Files know it as well.
  const again = ALS.fromJSON(JSON.stringify(model));
  expect(again.ratings.elsewhere).toBe(model.ratings.elsewhere);
  expect(again.predict("u0", "i2")).toBe(model.predict("u0", "i2"));
  const binary = await ALS.fromSafetensors(await model.toSafetensors());
  expect(binary.predict("u7", "i5")).toBe(model.predict("u7", "i5"));
});

it("ids of 64 bits are mapped on Spark, and whole numbers beyond 2⁵³ come back as text", async () => {
  const ids = ["9007199254740993", "9223372036854775807", "-5"];
  const source = {
    sql: `SELECT * FROM VALUES ${ids.flatMap((id, u) => [1, 2, 3].map((item) => `(${id}L, ${item}, ${1 + ((u + item) % 5)}D)`)).join(", ")} AS t(reader, book, stars)`,
  };
  const model = await fit(source, { user: "reader", item: "book", rating: "stars" });
  expect([...model.ratings.userIds]).toEqual([-5, "9007199254740993", "9223372036854775807"]);
  expect([...model.ratings.itemIds]).toEqual([1, 2, 3]);
  expect(model.predict("9007199254740993", 2)).toBeGreaterThan(1);
});

it("the same training gives the same bytes, also of another format, and where rows are dealt in another way", async () => {
  const json = file(
    "ratings.json",
    rows.map(([user, item, rating]) => JSON.stringify({ user, item, rating })),
  );
  const dealt = { sql: `SELECT /*+ REPARTITION(3) */ user, item, CAST(rating AS FLOAT) AS rating FROM json.\`${json}\` ORDER BY item` }; // prettier-ignore
  const bytes = [];
  for (const source of [dealt, csv("again.csv", rows)])
    bytes.push(JSON.stringify((await fit(source, {}, { biases: true, userBlocks: 2 })).toJSON().parameters));
  expect(bytes[1]).toBe(bytes[0]);
});

it("factors that stay on Spark's side are read whole, or by blocks, and are those that fit gives", async () => {
  const source = {
    sql: "SELECT id % 30 AS user, id div 30 AS item, 1D + (id * 7) % 5 AS rating FROM range(300)",
  };
  const output = join(spark.folder, "it's kept");
  await new SparkALS(quick).fitTo(source, output, { remote });
  const [there, here] = [await loadSparkModel(output), await fit(source)];
  expect(there).toBeInstanceOf(ALS);
  expect(there.toJSON().parameters).toEqual(here.toJSON().parameters);
  expect([...there.ratings.userIds]).toEqual([...here.ratings.userIds].map(String));
  expect([there.settings, there.ratings.scale]).toEqual([here.settings, here.ratings.scale]);
  const users: unknown[] = [];
  for await (const model of sparkModelBlocks(output, { users: 1 })) {
    users.push(...model.ratings.userIds);
    expect(model.predict("7", "3")).toBe(here.predict(7, 3));
  }
  expect(users).toHaveLength(30);
  const taken = await failure(new SparkALS(quick).fitTo(source, output, { remote }));
  expect([taken.problem, taken.message]).toEqual([
    "output",
    `there is something at ${output}, expected a folder that is not there yet`,
  ]);
});

it("duplicates are merged by our rule", async () => {
  const twice = csv("twice.csv", [...rows, ["u0", "i1", 5], ["u0", "i1", 3]]);
  const [mean, sum] = [await fit(twice, { duplicates: "mean" }), await fit(twice, { duplicates: "sum" })];
  expect(mean.ratings.scale).toEqual([1, 5]);
  const total = rows.find(([user, item]) => user === "u0" && item === "i1")![2] + 8;
  expect(sum.ratings.scale).toEqual([1, total]);
  const here = Ratings.from([...rows, ["u0", "i1", 5], ["u0", "i1", 3]], { duplicates: "mean" });
  expect((mean as ALS).globalMean).toBeCloseTo(here.mean, 12);
});

it("implicit feedback comes back as ImplicitALS, and biases as those of ALS", async () => {
  const counts = Ratings.from(
    rows.filter(([, , rating]) => rating > 3).map(([user, item]) => [user, item, 1]),
  );
  const implicit = await fit(counts, {}, { implicit: true, alpha: 2 });
  expect(implicit).toBeInstanceOf(ImplicitALS);
  expect(implicit.settings).toMatchObject({ alpha: 2, scaleRegularization: true, regularization: 0.1 });
  expect(implicit.recommend("u1", { excludeSeen: false, count: 1 }).entries[0].id).toMatch(/^i\d*[13579]$/);
  const factors = await fit(small, {}, { nonnegative: true });
  expect(factors.itemFactors.values.every((x) => x >= 0)).toBe(true);
  const biased = (await fit(small, {}, { biases: true })) as ALS;
  const mean = small.mean;
  const own = small.columns;
  const deviations = [...own.values.subarray(own.offsets[0], own.offsets[1])].map((rating) => rating - mean);
  expect(biased.itemBiases[0]).toBeCloseTo(
    deviations.reduce((a, b) => a + b, 0) / (deviations.length + 5),
    10,
  );
});
