import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { FactorlabError, FileError, ValueError } from "../../src/errors";
import { loadRatings } from "../../src/ratings/load-ratings";
import { readRatings } from "../../src/ratings/read-ratings";

/** Written by `test/fixtures/make_tables.py`. */
const tables = fileURLToPath(new URL("../fixtures/tables/", import.meta.url));
const names = readdirSync(tables);
const folder = mkdtempSync(join(tmpdir(), "factorlab binary files "));
afterAll(() => rmSync(folder, { recursive: true }));

describe("files of tables, as pandas and Polars write them", () => {
  test("are there in all kinds of packing", () => {
    expect(names.sort()).toEqual([
      ...["brotli.parquet", "gzip.parquet", "lz4.feather", "lz4.parquet"],
      ...["snappy.parquet", "views.arrows", "zstd.feather", "zstd.parquet"],
    ]);
  });

  test.each(names)("%s is read by its path", async (name) => {
    const ratings = await loadRatings(join(tables, name));
    expect([ratings.length, ratings.users, ratings.items]).toEqual([9000, 90, 100]);
    const day = 24 * 3600;
    for (const k of [0, 3999, 4000, 8999]) {
      const user = String(2n ** 60n + BigInt(Math.floor(k / 100)));
      expect(ratings.get(user, `item ${k % 100}`)).toBe(1 + (k % 5));
      const place = ratings.userIds.indexOf(user) * 100 + (k % 100);
      expect(ratings.timestamps![place]).toBe(1125964800 + day * (Math.floor(k / 100) % 7));
    }
    expect(ratings.source).toMatchObject({
      format: name.endsWith(".parquet") ? "Parquet" : "Arrow",
      path: join(tables, name),
      columns: { user: "userId", item: "item", rating: "rating", timestamp: "timestamp" },
      rows: 9000,
    });
  });

  test("take the options of records, and name the file where a column is missing", async () => {
    const path = join(tables, "zstd.parquet");
    const swapped = await loadRatings(path, { user: "item", item: "userId", rating: null, timestamp: null });
    expect([swapped.users, swapped.scale, swapped.timestamps]).toEqual([100, [1, 1], null]);
    await expect(loadRatings(path, { user: "who" })).rejects.toThrow(
      /zstd\.parquet: user is "who", which is no column: the columns are "note", "userId"/,
    );
    await expect(loadRatings(path, { separator: "," })).rejects.toThrow(ValueError);
    expect(() => readRatings(path)).toThrow(
      /zstd\.parquet is a Parquet file, expected text; await loadRatings/,
    );
  });

  test("are refused where they are cut or changed, and no other way", async () => {
    for (const name of ["snappy.parquet", "lz4.parquet", "lz4.feather", "zstd.feather"]) {
      const whole = readFileSync(join(tables, name));
      for (let n = 0; n < 12; n++) {
        const bytes = Buffer.from(
          whole.subarray(0, n % 2 ? whole.length : 8 + Math.floor((whole.length * n) / 13)),
        );
        if (n % 2)
          bytes.fill(0xff, Math.floor((bytes.length * n) / 13), Math.floor((bytes.length * n) / 13) + 9);
        const path = join(folder, name);
        writeFileSync(path, bytes);
        const outcome = await loadRatings(path, { duplicates: "last" }).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(FactorlabError);
        if (n % 2 === 0) expect(outcome).toBeInstanceOf(FileError);
      }
    }
  });
});

test("other files are read as readRatings reads them", async () => {
  const path = join(folder, "ratings.csv");
  writeFileSync(path, "1,7,5\n2,7,4\n");
  expect([...(await loadRatings(path, { separator: "," }))]).toEqual([...readRatings(path)]);
  await expect(loadRatings(join(folder, "none.parquet"))).rejects.toThrow(/none\.parquet does not exist/);
});
