/** What a job of Spark has written is read whole, or by blocks of users: files as Spark writes them, in several parts. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ALS, FileError, ImplicitALS, ValueError } from "../../src";
import { createRandom } from "../../src/matrix/random";
import { loadSparkModel, sparkModelBlocks } from "../../src/spark";

const FEATURES = 16;
const COUNTS = { users: 12_000, items: 50 };
/** Rows of a group, and of a file. */
const GROUP = 500;
const PART = 5000;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "factorlab job "));
  for (const side of ["users", "items"] as const) writeSide(side, COUNTS[side], FEATURES, folder);
  writeAbout(folder, {});
});

afterAll(() => rmSync(folder, { recursive: true }));

function writeAbout(to: string, settings: object): void {
  const about = { settings: { features: FEATURES, iterations: 2, ...settings }, mean: 3.5, scale: [1, 5] };
  mkdirSync(join(to, "about"), { recursive: true });
  writeFileSync(join(to, "about", "part-00000.txt"), `${JSON.stringify(about)}\n`);
  writeFileSync(join(to, "about", "_SUCCESS"), "");
}

/** Writes the rows of one side, by rising places, into parts. */
function writeSide(side: "users" | "items", count: number, features: number, to: string): void {
  const random = createRandom(side.length + count);
  const table = join(to, `${side}.parquet`);
  mkdirSync(table, { recursive: true });
  for (let from = 0; from < count; from += PART) {
    const places = Array.from({ length: Math.min(PART, count - from) }, (_, k) => from + k);
    const data = {
      place: places,
      id: places.map((place) => `${side[0]}${place}`),
      bias: places.map(() => random() - 0.5),
      features: places.map(() => Array.from({ length: features }, () => Math.fround(random() - 0.5))),
    };
    const file = parquetWriteBuffer({
      columnData: [
        { name: "place", data: data.place },
        { name: "id", data: data.id },
        { name: "bias", data: data.bias },
        { name: "features", data: data.features },
      ],
      schema: [
        { name: "schema", num_children: 4 },
        { name: "place", type: "INT32", repetition_type: "REQUIRED" },
        { name: "id", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
        { name: "bias", type: "DOUBLE", repetition_type: "REQUIRED" },
        { name: "features", num_children: 1, converted_type: "LIST", repetition_type: "REQUIRED" },
        { name: "list", num_children: 1, repetition_type: "REPEATED" },
        { name: "element", type: "FLOAT", repetition_type: "REQUIRED" },
      ],
      rowGroupSize: GROUP,
    });
    writeFileSync(join(table, `part-${String(from).padStart(5, "0")}.snappy.parquet`), Buffer.from(file));
  }
  writeFileSync(join(table, "_SUCCESS"), "");
}

async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const found: Value[] = [];
  for await (const value of values) found.push(value);
  return found;
}

it("blocks have each user once, all items, and the numbers of the whole model", async () => {
  const whole = (await loadSparkModel(folder)) as ALS;
  expect([whole.ratings.users, whole.ratings.items]).toEqual([COUNTS.users, COUNTS.items]);
  const blocks = (await all(sparkModelBlocks(folder, { users: 2300, titles: [["i3", "Three"]] }))) as ALS[];
  // Whole groups of 500 rows, from one part on into the next.
  expect(blocks.map(({ ratings }) => ratings.users)).toEqual([2500, 2500, 2500, 2500, 2000]);
  expect(blocks.flatMap(({ ratings }) => [...ratings.userIds])).toEqual([...whole.ratings.userIds]);
  for (const block of blocks) {
    expect(block).toBeInstanceOf(ALS);
    expect([...block.ratings.itemIds]).toEqual([...whole.ratings.itemIds]);
    expect(block.ratings.titles.get("i3")).toBe("Three");
    const users = [...block.ratings.userIds];
    for (const user of [users[0], users.at(-1)!])
      expect(block.predict(user, "i7")).toBe(whole.predict(user, "i7"));
    expect(block.settings).toEqual(whole.settings);
  }
});

it("lists for all are made block by block, and are those of the whole model", async () => {
  const options = { count: 3, excludeSeen: false } as const;
  const rows: unknown[] = [];
  for await (const model of sparkModelBlocks(folder, { users: 4000 }))
    rows.push(...model.recommendAll(options).rows());
  expect(rows).toEqual((await loadSparkModel(folder)).recommendAll(options).rows());
});

it("a block takes the memory of a block, however many users there are", () => {
  const program = fileURLToPath(new URL("./held-memory.mjs", import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", program, folder, "1000"], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const { most, whole, users } = JSON.parse(stdout) as { most: number; whole: number; users: number };
  const allUsers = COUNTS.users * FEATURES * 8;
  expect(users).toBe(COUNTS.users);
  expect(whole).toBeGreaterThan(allUsers);
  expect(most).toBeLessThan(allUsers / 3);
});

it("implicit models come in blocks as well; one file and one block may hold all", async () => {
  const other = mkdtempSync(join(tmpdir(), "factorlab job "));
  for (const side of ["users", "items"] as const) writeSide(side, 40, FEATURES, other);
  writeAbout(other, { implicit: true });
  const blocks = await all(sparkModelBlocks(other));
  expect(blocks).toHaveLength(1);
  expect(blocks[0]).toBeInstanceOf(ImplicitALS);
  expect(blocks[0].ratings.users).toBe(40);
  rmSync(other, { recursive: true });
});

it("what is not there, damaged, of another length or asked for wrongly is said with its file", async () => {
  const first = (path: string, options = {}) => sparkModelBlocks(path, options).next();
  await expect(first(folder, { users: 0 })).rejects.toThrow(/users is 0, expected a whole number/);
  await expect(first(folder, { user: 1 })).rejects.toThrow(ValueError);
  await expect(first(join(folder, "nowhere"))).rejects.toThrow(/output of a job that has ended well/);
  const other = mkdtempSync(join(tmpdir(), "factorlab job "));
  writeSide("users", 5, FEATURES, other);
  writeSide("items", 5, FEATURES - 1, other);
  writeAbout(other, {});
  await expect(first(other)).rejects.toThrow(/"i0" has 15 factors, expected 16/);
  writeFileSync(join(other, "items.parquet", "part-00000.snappy.parquet"), "PAR1 no more");
  const damaged = await first(other).catch((error: unknown) => error);
  expect(damaged).toBeInstanceOf(FileError);
  expect(String(damaged)).toContain("expected a whole Parquet file");
  rmSync(other, { recursive: true });
});
