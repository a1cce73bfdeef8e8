import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { FactorlabError, FileError, ValueError } from "../../src/errors";
import { Ratings } from "../../src/ratings/ratings";
import { readRatings } from "../../src/ratings/read-ratings";
import { processorTime } from "../processor-time";

const folder = mkdtempSync(join(tmpdir(), "factorlab degenerate "));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What a call throws, and how many seconds of a processor it takes. */
function tried(call: () => unknown): { error: unknown; seconds: number } {
  let error: unknown = null;
  const milliseconds = processorTime(() => {
    try {
      call();
    } catch (thrown) {
      error = thrown;
    }
  });
  return { error, seconds: milliseconds / 1000 };
}

/** As long as a text of millions of ordinary ratings takes; what is refused comes much sooner. */
const LONG = 5;
const M = 1_000_000;
const head = "user,item,rating\n";
const rows = "a,b,5\n";

/** Texts that nobody means, each of which could keep its reader for minutes; and what is said of them. */
const texts: [name: string, text: () => string, message: RegExp][] = [
  ["blank lines", () => "\n".repeat(3 * M), /^the text has 1000001 blank lines up to line 1000001, and 0 others, expected ratings/],
  ["blank lines of Windows", () => "\r\n".repeat(2 * M), /blank lines/],
  ["blank lines of old Macs", () => "\r".repeat(3 * M), /blank lines/],
  ["lines of spaces", () => "  \n".repeat(2 * M), /blank lines/],
  ["lines of tabs", () => "\t\n".repeat(4 * M), /blank lines|line 1|empty/],
  ["blank lines behind a header", () => head + "\n".repeat(3 * M), /up to line 1000002, and 1 others/],
  ["blank lines behind a quote", () => `${head}"a",b,5\n${"\n".repeat(3 * M)}`, /and 2 others/],
  ["blank lines between ratings", () => head + Array.from({ length: 400 }, (_, k) => `${k},b,5\n${"\n".repeat(8000)}`).join(""), /blank lines/],
  ["blank lines with a quote in each thousandth", () => `"",b,5\n${"\n".repeat(1000)}`.repeat(8000), /blank lines|empty text/],
  ["an endless line", () => "a".repeat(9 * M), /does not end within 4194304 characters/],
  ["an endless line behind a header", () => head + "a".repeat(9 * M), /^line 2 does not end within/],
  ["one line of spaces", () => " ".repeat(9 * M), /does not end within|no line break/],
  ["one line of commas", () => ",".repeat(9 * M), /does not end within/],
  ["one line of semicolons", () => ";".repeat(9 * M), /does not end within/],
  ["one line of bars", () => "|".repeat(9 * M), /does not end within/],
  ["one line of tabs", () => "\t".repeat(9 * M), /does not end within/],
  ["one line of colons", () => ":".repeat(9 * M), /does not end within/],
  ["lines of commas", () => ",,,\n".repeat(4 * M), /^rating in line 1 is empty/],
  ["lines of commas behind a header", () => head + ",,\n".repeat(4 * M), /in line 2 is empty/],
  ["quotes", () => '"'.repeat(5 * M), /does not end within/],
  ["quotes, an odd number", () => '"'.repeat(5 * M + 1), /does not end within/],
  ["pairs of quotes", () => '"" '.repeat(2 * M), /does not end within/],
  ["quotes with commas", () => '","'.repeat(2 * M), /does not end within/],
  ["quotes with letters behind them", () => head + '"a"b'.repeat(1.2 * M), /does not end within/],
  ["quotes with lines between", () => '"\n'.repeat(2 * M), /blank lines|line \d+ has/],
  ["a quote that is never closed", () => `${head}"${rows.repeat(2 * M)}`, /does not end within/],
  ["a quote in each line that is never closed", () => `a,"b,5\n`.repeat(M), /line 1 has|does not end within/],
  ["a million columns", () => `${"c,".repeat(M)}c\n${"1,".repeat(M)}1\n`, /^the first row has 1000001 columns, expected at most 100000/],
  ["a million columns with names", () => `user,item,rating,${Array.from({ length: 400_000 }, (_, k) => `c${k}`).join(",")}\n`, /^the first row has 400003 columns/],
  ["a rating of a million digits and a letter", () => `${head}a,b,${"1".repeat(M)}x\n`, /^rating in line 2 is "1{39}…"/],
  ["a rating of a million digits", () => `${head}a,b,${"1".repeat(M)}\n`, /^rating in line 2 is Infinity/],
  ["a rating of a million points", () => `${head}a,b,${".".repeat(M)}\n`, /^rating in line 2 is/],
  ["a rating of digits and points", () => `${head}a,b,${"1.".repeat(M)}\n`, /^rating in line 2 is/],
  ["a rating with a million digits in its exponent", () => `${head}a,b,1e${"1".repeat(M)}x\n`, /^rating in line 2 is/],
  ["a rating of a million signs", () => `${head}a,b,${"-".repeat(M)}\n`, /^rating in line 2 is/],
  ["a rating of a million spaces", () => `${head}a,b,${" ".repeat(M)}x\n`, /^rating in line 2 is/],
  ["a time of a million digits and a letter", () => `a,b,5,${"1".repeat(M)}x\n`, /^timestamp in line 1 is/],
  ["zeros", () => "\0".repeat(9 * M), /does not end within/],
  ["byte order marks", () => "\ufeff".repeat(9 * M), /does not end within/],
]; // prettier-ignore

describe(`separated text that nobody means is refused soon: ${texts.length} texts`, () => {
  test.each(texts)("%s", (_, text, message) => {
    const content = text();
    const { error, seconds } = tried(() => Ratings.fromCsv(content));
    expect(error).toBeInstanceOf(ValueError);
    expect((error as ValueError).message).toMatch(message);
    expect(seconds).toBeLessThan(LONG);
  });

  test("a rating with a decimal comma and a million digits too", () => {
    const content = `a;b;${"1".repeat(M)},${"1".repeat(M)}x\n`;
    const { error, seconds } = tried(() => Ratings.fromCsv(content, { decimal: "," }));
    expect(error).toBeInstanceOf(ValueError);
    expect(seconds).toBeLessThan(LONG);
  });
});

const jsons: [name: string, file: string, text: () => string, message: RegExp][] = [
  ["blank lines", "x.jsonl", () => "\n".repeat(3 * M), /the text has 1000001 blank lines/],
  ["lines of spaces", "x.ndjson", () => " \n".repeat(3 * M), /blank lines/],
  ["blank lines behind a record", "x.jsonl", () => `[1,2,3]\n${"\n".repeat(3 * M)}`, /and 1 others/],
  ["an endless line", "x.jsonl", () => "a".repeat(18 * M), /line 1 is longer than 16777216 characters, expected JSON lines/],
  ["an endless line behind a record", "x.jsonl", () => `[1,2,3]\n${" ".repeat(18 * M)}`, /line 2 is longer than/],
  ["an endless list", "x.jsonl", () => `[${"1,".repeat(9 * M)}`, /line 1 is longer than/],
  ["lists in lists in a line", "x.jsonl", () => "[".repeat(4 * M) + "]".repeat(4 * M), /line 1 is nested more than 1000 deep/],
  ["lists in lists", "x.json", () => "[".repeat(4 * M) + "]".repeat(4 * M), /the text is nested more than 1000 deep, expected a list of records/],
  ["lists in lists that do not end", "x.json", () => "[".repeat(9 * M), /nested more than 1000 deep/],
  ["lists in lists, with others between", "x.json", () => "[[],".repeat(4 * M), /nested more than 1000 deep/],
  ["objects in objects", "x.json", () => '{"a":'.repeat(4 * M), /nested more than 1000 deep/],
  ["objects in lists", "x.json", () => '[{"a":'.repeat(4 * M), /nested more than 1000 deep/],
  ["a record with lists in lists", "x.json", () => `[{"user":1,"item":2,"rating":${"[".repeat(M)}${"]".repeat(M)}}]`, /nested more than 1000 deep/],
  ["spaces", "x.json", () => " ".repeat(9 * M), /the text is no JSON/],
  ["quotes", "x.json", () => '"'.repeat(8 * M), /the text is no JSON/],
  ["a text that does not end", "x.json", () => `["${"\\\\".repeat(4 * M)}`, /the text is no JSON/],
  ["backslashes before a long number", "x.json", () => `["${"\\\\".repeat(4 * M)}",12345678901234567890]`, /expected an object/],
  ["quotes in a text before a long number", "x.json", () => `["${'\\"'.repeat(4 * M)}",12345678901234567890]`, /expected an object/],
  ["a number of many digits", "x.json", () => `[[${"1".repeat(4 * M)},2,3]]`, /user of the record in line 1, column 2 is Infinity/],
  ["a number of many digits behind its point", "x.json", () => `[[1,2,3.${"1".repeat(4 * M)}x]]`, /the text is no JSON/],
  ["a number of many points", "x.json", () => `[[${".".repeat(4 * M)}]]`, /the text is no JSON/],
  ["a million fields", "x.json", () => JSON.stringify([Object.fromEntries(Array.from({ length: 150_000 }, (_, k) => [`c${k}`, k]))]), /the first row has 150000 columns/],
  ["no records, many times", "x.jsonl", () => "null\n".repeat(4 * M), /line 1 is null/],
]; // prettier-ignore

describe(`JSON that nobody means is refused soon: ${jsons.length} texts`, () => {
  test.each(jsons)("%s in %s", (_, name, text, message) => {
    const path = file(name, text());
    const { error, seconds } = tried(() => readRatings(path));
    expect(error).toBeInstanceOf(FactorlabError);
    expect((error as FactorlabError).message).toMatch(message);
    expect(seconds).toBeLessThan(LONG);
  });

  test("a text that is nested as deep as may be, and texts with brackets, are read", () => {
    const padding = `"${"[{".repeat(60_000)}"`;
    const deep = `${"[".repeat(990)}${"]".repeat(990)}`;
    const one = `{"user":1,"item":2,"rating":3,"x":${deep},"y":${padding}}`;
    expect(readRatings(file("x.json", `[${one}]`)).length).toBe(1);
    expect(readRatings(file("x.jsonl", `${one}\n\n${one.replace('"user":1', '"user":2')}`)).length).toBe(2);
  });

  test("a long line in many pieces is read as one", () => {
    const long = `{"user":1,"item":2,"rating":3,"x":"${"é".repeat(5 * M)}"}`;
    expect(readRatings(file("x.jsonl", `${long}\n{"user":2,"item":2,"rating":3}`)).length).toBe(2);
  });
});

/** A small packed file that unpacks to as many times 13 million of one letter. */
function bomb(letter: string, times: number): Uint8Array {
  const part = gzipSync(Buffer.alloc(13 * M, letter));
  return Buffer.concat(Array.from({ length: times }, () => part));
}

function isRefusedSoon(name: string, content: Uint8Array): void {
  const path = file(name, content);
  const { error, seconds } = tried(() => readRatings(path));
  expect(error).toBeInstanceOf(FileError);
  expect(error).toMatchObject({
    path,
    argument: "path",
    actual: `unpacks from ${content.length} to more than ${Math.max(2 ** 26, 100 * content.length)} bytes`,
    expected: "at most that; the option unpackedLimit allows more",
  });
  expect(seconds).toBeLessThan(2);
}

const bombed = ["x.csv.gz", "x.tsv.gz", "x.dat.gz", "x.json.gz", "x.jsonl.gz", "x.ndjson.gz", "x.gz"];
const letters = ["\n", "\r", " ", "a", ",", '"', "[", "\0"];

describe(`a small packed file that is huge unpacked is refused within 2 seconds: ${bombed.length} names × ${letters.length} letters`, () => {
  test.each(letters)("of %j", (letter) => {
    const content = bomb(letter, 6);
    for (const name of bombed) isRefusedSoon(name, content);
  });

  test("with 1.3 thousand million blank lines", () => {
    isRefusedSoon("blank.csv.gz", bomb("\n", 100));
  });

  test("unless it is allowed to be, as the error says", () => {
    const path = file("spaces.csv.gz", gzipSync(`${head}${" ".repeat(70 * M)}`));
    expect(() => readRatings(path)).toThrow(/to more than 67108864 bytes/);
    expect(() => readRatings(path, { unpackedLimit: 80 * M })).toThrow(/does not end within/);
  });

  test("by the limit that is given", () => {
    const text = `${head}a,b,5\n`;
    const path = file("a.csv.gz", gzipSync(text));
    expect(() => readRatings(path, { unpackedLimit: text.length - 1 })).toThrow(
      new RegExp(`to more than ${text.length - 1} bytes`),
    );
    expect(readRatings(path, { unpackedLimit: text.length }).length).toBe(1);
    expect(readRatings(path, { unpackedLimit: 2 ** 32 }).length).toBe(1);
  });

  test.each([0, -1, 1.5, NaN, Infinity, 2 ** 33, "1", null])("which %s is not", (unpackedLimit) => {
    const path = file("a.csv.gz", gzipSync(`${head}a,b,5\n`));
    expect(() => readRatings(path, { unpackedLimit: unpackedLimit as number })).toThrow(
      /^unpackedLimit is .*, expected a whole number from 1 to 4294967296$/,
    );
  });
});

describe("blank lines", () => {
  test("are passed over between ratings and before them, however many there are for a table", () => {
    const ratings = Ratings.fromCsv("\n".repeat(300_000) + "a\tx\t5\n".padEnd(20, "\n") + "b\tx\t4\n");
    expect([...ratings].map(({ user, rating }) => [user, rating])).toEqual([["a", 5], ["b", 4]]); // prettier-ignore
  });

  test("may be ten for each rating", () => {
    const rows = Array.from({ length: 110_000 }, (_, k) => `u${k},x,5\n${"\n".repeat(9)}`);
    expect(Ratings.fromCsv(rows.join("")).length).toBe(110_000);
  });
});
