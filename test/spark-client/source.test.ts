import { describe, expect, it } from "vitest";
import { ValueError } from "../../src/errors";
import { SparkALS, SparkError } from "../../src/spark/index";
import { merged } from "../../src/spark/prepare/duplicates";
import { readColumns } from "../../src/spark/prepare/columns";
import { readSource } from "../../src/spark/source";

describe("a source", () => {
  it.each([
    ["s3a://shop/ratings.parquet", "parquet", []],
    ["hdfs:///ratings.parquet/", "parquet", []],
    ["/data/ratings.csv.gz", "csv", [["header", "true"]]],
    [
      "/data/ratings.tsv",
      "csv",
      [
        ["header", "true"],
        ["sep", "\t"],
      ],
    ],
    ["/data/ratings.jsonl", "json", []],
  ])("%s is read as its ending says", (path, format, options) => {
    const pairs = options.map(([key, value]) => ({ key, value }));
    expect(readSource(path)).toEqual({ read: { source: { format, paths: [path], options: pairs } } });
  });

  it("has options of Spark's reader, which come before the usual ones", () => {
    const relation = readSource({ path: "/ratings", format: "csv", options: { sep: "::", header: "false" } });
    expect(relation.read?.source?.options).toEqual([
      { key: "header", value: "false" },
      { key: "sep", value: "::" },
    ]);
  });

  it("that is none of these is refused", () => {
    expect(() => readSource("/ratings")).toThrow(SparkError);
    for (const source of [7, null, {}, { path: [] }, { path: "" }, { sql: 3 }])
      expect(() => readSource(source)).toThrow(ValueError);
    expect(() => readSource({ tabel: "ratings" })).toThrow(/did you mean "table"/);
  });
});

describe("columns", () => {
  const columns = (...types: [string, string][]) => types.map(([name, type]) => ({ name, type }));

  it("are found by their usual names, and quoted whatever they are called", () => {
    const given = columns(
      ["movieId", "int"],
      ["userId", "string"],
      ["rating", "double"],
      ["timestamp", "bigint"],
    );
    const found = readColumns(given, {});
    expect(found).toMatchObject({ kinds: { user: "text", item: "whole" }, isTimed: true });
    const odd = readColumns(columns(["a`b", "string"], ["c d", "string"], ["e.f", "float"]), { user: "a`b", item: "c d", rating: "e.f" }); // prettier-ignore
    expect(odd.select).toContain("nullif(`a``b`, '') AS user");
  });

  it("of ratings may be left out: then each row counts as 1", () => {
    const found = readColumns(columns(["user", "string"], ["item", "string"]), { rating: null });
    expect(found.select).toContain("1D AS rating");
    expect(() => readColumns(columns(["user", "string"], ["item", "string"]), {})).toThrow(SparkError);
  });
});

it("sums of duplicates are decimals, so that their order does not matter, unless the numbers are too large", () => {
  expect(merged("t", "mean", 5)).toContain("DECIMAL(28, 12)");
  expect(merged("t", "mean", 1e20)).not.toContain("DECIMAL");
});

it("options are checked before Spark is asked, and written as those of every model", () => {
  expect(String(new SparkALS({ features: 64 }))).toMatch(
    /^SparkALS: features 64, iterations 10, regularization 0.1, /,
  );
  expect(() => new SparkALS({ rank: 3 } as never)).toThrow(/unknown option "rank"/);
  expect(() => new SparkALS({ iterations: 0 })).toThrow(ValueError);
});
