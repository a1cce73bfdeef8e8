import fc from "fast-check";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { EnvironmentError, FactorlabError, FileError, ValueError } from "../../src/errors";
import { Ratings } from "../../src/ratings/ratings";
import { readRatings } from "../../src/ratings/read-ratings";

const folder = mkdtempSync(join(tmpdir(), "factorlab-ratings-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllGlobals());

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const csv = "user,item,rating\nAda,Amélie,5\nBen,Amélie,4\n";
const read = [
  { user: "Ada", item: "Amélie", rating: 5 },
  { user: "Ben", item: "Amélie", rating: 4 },
];
const records = JSON.stringify(read);
const lists = read.map(({ user, item, rating }) => [user, item, rating]);

describe("a file of ratings", () => {
  test.each<[string, string | Uint8Array]>([
    ["a.csv", csv],
    ["mark.csv", `\ufeff${csv}`],
    ["a.tsv", csv.replaceAll(",", "\t")],
    ["u.data", "Ada\tAmélie\t5\nBen\tAmélie\t4\n"],
    ["ratings.dat", "Ada::Amélie::5\nBen::Amélie::4\n"],
    ["records.json", records],
    ["lists.json", JSON.stringify(lists)],
    ["records.jsonl", read.map((each) => JSON.stringify(each)).join("\n")],
    ["lists.ndjson", lists.map((each) => `${JSON.stringify(each)}\r\n\n`).join("")],
    ["a.csv.gz", gzipSync(csv)],
    ["twice.csv.gz", Buffer.concat([gzipSync(csv.slice(0, 30)), gzipSync(csv.slice(30))])],
    ["a.json.gz", gzipSync(records)],
    ["A.CSV.GZ", gzipSync(csv)],
    ["no-ending", csv],
  ])("%s is read", (name, content) => {
    expect([...readRatings(file(name, content))]).toEqual(read);
  });

  test("may have another encoding, and says so where it was not told", () => {
    const latin = file("latin.csv", Buffer.from(csv, "latin1"));
    expect([...readRatings(latin, { encoding: "latin1" })]).toEqual(read);
    expect(() => readRatings(latin)).toThrow(
      /latin\.csv is not text in utf-8: wrong bytes in line 2, expected.*encoding: "latin1"$/,
    );
    const wide = file("wide.csv", Buffer.from(`\ufeff${csv}`, "utf16le"));
    expect([...readRatings(wide, { encoding: "utf-16le" })]).toEqual(read);
    expect(() => readRatings(latin, { encoding: "latin-0" })).toThrow(/encoding is "latin-0"/);
  });

  test("is read as a whole from many pieces, letters at their edges included", () => {
    const rows = Array.from({ length: 120_000 }, (_, k) => `${k},ü${"é".repeat(k % 5)},${(k % 5) + 1}`);
    const ratings = readRatings(file("long.csv", rows.join("\n")));
    expect([ratings.length, ratings.items]).toEqual([120_000, 5]);
    expect(ratings.get("119999", "üéééé")).toBe(5);
  });

  test("takes the options of separated text", () => {
    const path = file("decimals.csv", "who;what;stars\nAda;x;3,5\n");
    const ratings = readRatings(path, { user: "who", item: "what", decimal: ",", scale: [0, 5] });
    expect([ratings.get("Ada", "x"), ratings.scale]).toEqual([3.5, [0, 5]]);
    expect(() => readRatings(path, { encodin: "utf-8" } as never)).toThrow(/unknown option "encodin"/);
  });

  mkdirSync(join(folder, "sub"));
  test.each<[string, () => unknown, RegExp]>([
    ["that is missing", () => join(folder, "none.csv"), /none\.csv does not exist, expected a file$/],
    ["below a file", () => join(file("x.csv", csv), "y.csv"), /does not exist/],
    ["that is a folder", () => join(folder, "sub"), /sub is a folder, expected a file$/],
    ["that is empty", () => file("empty.csv", ""), /empty\.csv is empty/],
    ["that is no gzip", () => file("no.csv.gz", csv), /no\.csv\.gz cannot be unpacked/],
    ["of a kind that is read elsewhere", () => file("a.parquet", "PAR1"), /is a Parquet file.*loadRatings/],
    ["of JSON that is no list", () => file("object.json", "{}"), /object\.json is no JSON list/],
  ])("%s is refused by its name", (_, path, message) => {
    const at = path() as string;
    expect(() => readRatings(at)).toThrow(FileError);
    expect(() => readRatings(at)).toThrow(message);
  });

  test.each<[string, () => unknown, RegExp]>([
    ["a number for a path", () => 5, /^path is 5, expected the path of a file/],
    ["JSON that is cut", () => file("cut.json", records.slice(0, -3)), /cut\.json: the text is no JSON/],
    ["a line that is no JSON", () => file("bad.jsonl", "[1,2,3]\n\n[1,3"), /bad\.jsonl: line 3 is no JSON/],
    [
      "a rating in words",
      () => file("words.csv", `${csv}Cem,Amélie,good`),
      /words\.csv: rating in line 4 is "good"/,
    ],
    ["a list of nothing", () => file("nothing.json", "[]"), /ratings is empty/],
    [
      "a list of numbers",
      () => file("numbers.json", "[1,2]"),
      /numbers\.json: the record in line 1, column 2 is 1, expected an object/,
    ],
  ])("%s is refused", (_, path, message) => {
    expect(() => readRatings(path() as string)).toThrow(ValueError);
    expect(() => readRatings(path() as string)).toThrow(message);
  });

  test("is refused as gzip when cut anywhere", () => {
    const whole = gzipSync(csv);
    for (let length = 1; length < whole.length; length++)
      expect(() => readRatings(file("cut.csv.gz", whole.subarray(0, length)))).toThrow(FileError);
  });

  test("is refused as gzip with any bit flipped, or its ratings are unchanged", () => {
    const whole = gzipSync(csv);
    let same = 0;
    for (let bit = 0; bit < 8 * whole.length; bit++) {
      const flipped = Buffer.from(whole);
      flipped[bit >> 3] ^= 1 << (bit & 7);
      try {
        expect([...readRatings(file("flipped.csv.gz", flipped))]).toEqual(read);
        same++;
      } catch (error) {
        expect(error).toBeInstanceOf(FileError);
      }
    }
    // Time, system and name are in the header, which is not checked.
    expect(same).toBeGreaterThan(0);
    expect(same).toBeLessThan(whole.length);
  });

  test("gives ratings or a typed error whatever its bytes are", () => {
    let taken = 0;
    const name = fc.constantFrom("x.csv", "x.json", "x.jsonl", "x.csv.gz", "x.dat");
    const good = fc.constantFrom(
      ["x.csv", csv],
      ["x.data", "1 2 3 9\n4 5 6 9\n".replaceAll(" ", "\t")],
      ["x.json", records],
      ["x.csv.gz", gzipSync(csv)] as const,
    );
    const nearly = fc
      .tuple(good, fc.nat(200), fc.integer({ min: 32, max: 126 }))
      .map(([[path, content], at, byte]) => {
        const bytes = Uint8Array.from(Buffer.from(content as string));
        bytes[at % bytes.length] = byte;
        return [path, bytes] as const;
      });
    fc.assert(
      fc.property(fc.oneof(fc.tuple(name, fc.uint8Array({ maxLength: 60 })), nearly), ([path, bytes]) => {
        try {
          expect(readRatings(file(path, bytes))).toBeInstanceOf(Ratings);
          taken++;
        } catch (error) {
          if (!(error instanceof FactorlabError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(25);
  }, 30_000);

  test("cannot be read where there is no Node, and the error says so", () => {
    const path = file("a.csv", csv);
    vi.stubGlobal("process", undefined);
    expect(() => readRatings(path)).toThrow(EnvironmentError);
    expect(() => readRatings(path)).toThrow(
      /^reading files is not possible here, expected Node 20\.16 or newer/,
    );
    // In a page or a worker of one, a newer Node is no advice.
    for (const name of ["document", "WorkerGlobalScope"]) {
      vi.stubGlobal(name, {});
      expect(() => readRatings(path)).toThrow(
        /^reading files is not possible in a page, expected the kernel/,
      );
      vi.stubGlobal(name, undefined);
    }
  });
});
