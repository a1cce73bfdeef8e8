import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, test, vi } from "vitest";
import {
  BiasedMF,
  EnvironmentError,
  FileError,
  MostPopular,
  Ratings,
  readRatings,
  ValueError,
} from "../../src";
import type { Id, Recommender } from "../../src";
import { parquetPieces } from "../../src/files/no-parquet-file";
import { TopLists } from "../../src/models/shared/top-lists";
import { readCsv } from "../outputs/copy/csv-reader";

const folder = mkdtempSync(join(tmpdir(), "factorlab-lists-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const read = (name: string): string => readFileSync(at(name), "utf8");
const bufferOf = (name: string): ArrayBuffer => new Uint8Array(readFileSync(at(name))).buffer;
const parquet = (name: string): Promise<Record<string, unknown>[]> =>
  parquetReadObjects({ file: bufferOf(name) });

/** Names with all that separated text has to escape, and numbers. */
const STRANGE: readonly Id[] = [
  ...["a,b;c\td|e", 'say "hi"', "two\r\nlines", " spaces ", "naïve 🦊", "", "007", "-5"].filter(Boolean),
  ...["=1+1", "@SUM(A1)", "+49", 7, -3, 2.5, 1e21],
];

/** Lists in which each strange id is once the user and once the item. */
function strangeLists(): TopLists<Id> {
  const items = Int32Array.from(STRANGE.keys());
  const scores = Float64Array.from(STRANGE, (_, k) => 1 / (k + 3));
  const called = (index: number): { id: Id; title: string } => ({
    id: STRANGE[index],
    title: `title of ${STRANGE[index]}`,
  });
  return new TopLists(STRANGE, (row) => String(STRANGE[row]), 1, "rating", items, scores, called);
}

const ratings = Ratings.from(
  [
    [1, 10, 5],
    [1, 20, 3],
    [2, 10, 4],
    [2, 30, 2],
    [3, 20, 1],
  ],
  { titles: [[10, "Alien"]] },
);
const model = (): Recommender => new BiasedMF({ seed: 1, epochs: 2, features: 2 }).fit(ratings);

describe("lists as rows", () => {
  test("have each item of each list, the best first, and stop where a list stops", () => {
    const lists = model().recommendAll({ count: 2 });
    const expected = [1, 2, 3].flatMap((user) =>
      [...model().recommend(user, { count: 2 })].map(({ id, title, score }, n) => ({
        ...{ user, rank: n + 1, item: id, title, score },
      })),
    );
    expect(lists.rows()).toEqual(expected);
    expect(expected).toHaveLength(4);
  });

  test("say which are baselines where some may be, and number new users", () => {
    const made = model();
    const users = [1, made.transform([[10, 5]]), "Zoe"];
    const rows = made.recommendAll({ users, count: 1, unknown: "baseline" }).rows();
    expect(rows.map(({ user, baseline }) => [user, baseline])).toEqual([
      [1, false],
      ["new user 1", false],
      ["Zoe", true],
    ]);
  });
});

describe("lists in files", () => {
  test("are CSV that a reader of CSV takes, with apostrophes before formulas, and numbers as they are", async () => {
    await strangeLists().save(at("strange.csv"));
    const [[head, ...rows]] = readCsv(read("strange.csv"));
    expect(head).toEqual(["user", "rank", "item", "title", "score"]);
    const written = (id: Id): string =>
      typeof id === "string" && /^[=@+-]/.test(id) ? `'${id}` : String(id);
    rows.forEach((row, k) => {
      const [id, score] = [STRANGE[k], 1 / (k + 3)];
      expect(row).toEqual([written(id), "1", written(id), `title of ${id}`, String(score)]);
    });
    expect(rows).toHaveLength(STRANGE.length);
  });

  test("are ratings again, for whoever reads them", async () => {
    const lists = model().recommendAll({ count: 2 });
    await lists.save(at("again.csv"));
    const again = readRatings(at("again.csv"));
    expect(again.length).toBe(lists.rows().length);
    for (const { user, item, score } of lists.rows()) expect(again.get(user, item)).toBe(score);
  });

  test.each(["jsonl", "ndjson", "JSONL"])("are lines of JSON in .%s, each value as it is", async (ending) => {
    const lists = strangeLists();
    await lists.save(at(`strange.${ending}`));
    const lines = read(`strange.${ending}`).split("\n");
    expect(lines.pop()).toBe("");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(lists.rows());
  });

  test("are Parquet, where ids are text if one of them is", async () => {
    const lists = strangeLists();
    await lists.save(at("strange.parquet"));
    const texts = lists.rows().map((row) => ({ ...row, user: String(row.user), item: String(row.item) }));
    expect(await parquet("strange.parquet")).toEqual(texts);
  });

  test("keep ids that are numbers, whole or not", async () => {
    await model().recommendAll({ count: 1 }).save(at("whole.parquet"));
    const [{ user, item }] = await parquet("whole.parquet");
    expect([user, item]).toEqual([1n, 30n]);
    const halves = Ratings.from([...ratings].map((each) => [each.user, Number(each.item) / 4, 1] as const));
    await new MostPopular().fit(halves).recommendAll({ count: 1 }).save(at("halves.parquet"));
    expect((await parquet("halves.parquet")).map((row) => row["item"])).toEqual([7.5, 5, 2.5]);
  });

  test("come piece by piece, and whole, where there are many", async () => {
    const many = (count: number): TopLists<Id> => {
      const items = Int32Array.from({ length: count }, (_, k) => k);
      const called = (id: number): { id: Id; title: string } => ({ id, title: "x" });
      return new TopLists(["Ada"], () => "Ada", count, "score", items, Float64Array.from(items), called);
    };
    await Promise.all(["csv", "jsonl"].map((ending) => many(20_001).save(at(`many.${ending}`))));
    const [ofCsv, ofJson] = ["many.csv", "many.jsonl"].map((name) => read(name).trimEnd().split(/\r?\n/));
    expect([ofCsv.length, ofJson.length]).toEqual([20_002, 20_001]);
    expect([ofCsv[10_001], ofCsv[20_001]]).toEqual(["Ada,10001,10000,x,10000", "Ada,20001,20000,x,20000"]);
    expect(JSON.parse(ofJson[20_000])).toMatchObject({ rank: 20_001, item: 20_000 });
    await many(100_001).save(at("many.parquet"));
    const { row_groups: groups } = parquetMetadata(bufferOf("many.parquet"));
    expect(groups.map(({ num_rows: rows }) => Number(rows))).toEqual([100_000, 1]);
    const rows = await parquetReadObjects({ file: bufferOf("many.parquet"), rowStart: 99_999 });
    const row = (item: number): object => ({ user: "Ada", rank: item + 1, item: BigInt(item), title: "x", score: item }); // prettier-ignore
    expect(rows).toEqual([row(99_999), row(100_000)]);
  });

  test("are no files in a page, whose bundle has nothing that writes Parquet either", async () => {
    vi.stubGlobal("process", { ...process, getBuiltinModule: undefined });
    try {
      for (const ending of ["csv", "parquet"])
        await expect(
          model()
            .recommendAll()
            .save(at(`page.${ending}`)),
        ).rejects.toThrow(EnvironmentError);
    } finally {
      vi.unstubAllGlobals();
    }
    expect(await parquetPieces({ length: 1, columns: [] })).toEqual([]);
  });

  test("of nobody are a file without rows", async () => {
    const none = model().recommendAll({ users: [] });
    for (const ending of ["csv", "jsonl", "parquet"]) await none.save(at(`none.${ending}`));
    expect(read("none.csv")).toBe("user,rank,item,title,score\r\n");
    expect(read("none.jsonl")).toBe("");
    expect(await parquet("none.parquet")).toEqual([]);
  });

  test.each(["top", "top.xlsx", "top.csv.gz", "top.", ".csv/", "constructor", "x.__proto__"])(
    "are refused under a name that says no format: %s",
    async (name) => {
      const saved = model().recommendAll().save(at(name));
      await expect(saved).rejects.toThrow(ValueError);
      await expect(saved).rejects.toThrow(/^path is ".+", expected a name that ends in \.csv, \.jsonl/);
      expect(existsSync(at(name))).toBe(false);
    },
  );

  test("replace a file once they are whole, and leave none behind where that fails", async () => {
    const lists = model().recommendAll();
    mkdirSync(at("careful"));
    writeFileSync(at("careful/top.csv"), "old");
    const broken = new TopLists(
      lists.users,
      () => "",
      lists.count,
      "rating",
      lists.items,
      lists.scores,
      () => {
        throw new RangeError("no such item");
      },
    );
    for (const ending of ["csv", "jsonl", "parquet"])
      await expect(broken.save(at(`careful/top.${ending}`))).rejects.toThrow("no such item");
    expect(readdirSync(at("careful"))).toEqual(["top.csv"]);
    expect(read("careful/top.csv")).toBe("old");
    await lists.save(at("careful/top.csv"));
    expect(read("careful/top.csv")).toMatch(/^user,rank/);
    mkdirSync(at("folder.csv"));
    await expect(lists.save(at("folder.csv"))).rejects.toThrow(FileError);
  });
});

test("predictions are rows and files as well", async () => {
  const predictions = model().predictAll([[1, 10], ["Zoe", 30]], { unknown: "baseline" }); // prettier-ignore
  const rows = [
    { user: 1, item: 10, prediction: predictions[0], baseline: false },
    { user: "Zoe", item: 30, prediction: predictions[1], baseline: true },
  ];
  expect(predictions.rows()).toEqual(rows);
  await predictions.save(at("predictions.jsonl"));
  expect(read("predictions.jsonl")).toBe(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  await predictions.save(at("predictions.csv"));
  expect(read("predictions.csv")).toMatch(/^user,item,prediction,baseline\r\n1,10,[\d.]+,false\r\nZoe,30,[\d.]+,true\r\n$/); // prettier-ignore
});

test("predictions are a typed array, and what is made of them a plain one", () => {
  const predictions = model().predictAll([[1, 10]]);
  expect(predictions).toBeInstanceOf(Float64Array);
  expect(predictions.map((x) => 2 * x).constructor).toBe(Float64Array);
  expect(predictions.slice(0, 1).constructor).toBe(Float64Array);
  expect(Object.keys(predictions)).toEqual(["0"]);
});
