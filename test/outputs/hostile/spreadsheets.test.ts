import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { csvParseRows, dsvFormat } from "d3-dsv";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { writable } from "../../../src/outputs/characters";
import { toCsv, toNumpy } from "../../../src/view";
import type { Payload } from "../../../src/view";
import { readCsv } from "../copy/csv-reader";
import { CASES, placed } from "./names";

type Rows = string[][];

/** What locales separate cells by: a comma; a semicolon, where commas are decimal; and what else programs offer. */
const SEPARATORS = [",", ";", "\t", "|"] as const;

const READERS: Record<string, (text: string, separator: string) => Rows> = {
  papaparse: (text, separator) => Papa.parse<string[]>(text, { delimiter: separator }).data,
  "d3-dsv": (text, separator) => dsvFormat(separator).parseRows(text),
  // As spreadsheets do whose quotes count at the start of a cell only.
  "a reader that splits": (text, separator) => text.split(/\r\n|\r|\n/).map((line) => line.split(separator)),
};

/** What a spreadsheet runs: a cell that begins as a formula, and is no number. */
function runs(cell: string): boolean {
  const shown = cell.replace(/^[\s"\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufffd]+/, "");
  return /^[=+\-@＝＋－＠]/.test(shown) && !/^[+-]?\d[\d.e+-]*"?$/i.test(shown);
}

/** Where a comma separates nothing, a row that begins with a number is one cell that begins with it, and no formula. */
const isRow = (cell: string): boolean => /^\s*-\d[\d.e+-]*,/.test(cell);

const texts = (payloads: readonly (readonly [string, Payload])[]): string[] =>
  payloads.map(([, payload]) => toCsv(payload));

describe.each(CASES)("CSV with $what", ({ name, payloads }) => {
  test("gives the name back to three readers, but for apostrophes", () => {
    const text = toCsv(placed(name)["a table's cells"]);
    const strict = readCsv(text).flat();
    const read = [
      strict,
      Papa.parse<string[]>(text, { delimiter: ",", newline: "\r\n" }).data,
      csvParseRows(text),
    ];
    const bare = (cell: string): string => cell.replaceAll("'", "");
    for (const table of [read[0], read[2]]) {
      const cells = table.filter((row) => row.length > 1);
      expect(cells.slice(1).map((row) => row.map(bare))).toEqual([
        [bare(writable(name)), bare(writable(name))],
        ["-1", bare(writable(name))],
        [bare(writable(name)), ""],
      ]);
    }
    expect(
      read[1].flat().filter((cell) => bare(cell) === bare(writable(name))).length,
    ).toBeGreaterThanOrEqual(4);
  });

  test.each(SEPARATORS)("holds no formula for who separates by %j", (separator) => {
    for (const text of texts(payloads)) {
      for (const read of Object.values(READERS)) {
        const cells = read(text, separator).flat();
        expect(cells.filter((cell) => runs(cell) && !isRow(cell))).toEqual([]);
      }
    }
  });
});

test("numbers stay numbers in the locale with commas, and are read by none as text", () => {
  const text = toCsv(placed("x")["a matrix's name"]);
  expect(csvParseRows(text)).toEqual([["x", "0", "1"], ["0", "1", "-2"], ["1", "", "300000000"]]); // prettier-ignore
});

/** What Python makes of all copies; null where there is no Python. */
function python(): { wrong: string[]; tables: Rows[][] } | null {
  const all = CASES.flatMap(({ payloads }) => payloads.map(([, payload]) => payload));
  const input = JSON.stringify({ sources: all.map(toNumpy), csv: all.map(toCsv) });
  for (const program of ["python3", "python"]) {
    const script = join(import.meta.dirname, "python.py");
    const options = { input, encoding: "utf8", maxBuffer: 1 << 28 } as const;
    const { status, stdout } = spawnSync(program, [script], options);
    if (status === 0) return JSON.parse(stdout) as { wrong: string[]; tables: Rows[][] };
  }
  return null;
}

test("Python parses every copy, and its csv module finds no formula, where there is a Python", () => {
  const found = python();
  // The other readers have been through the same texts above.
  const { wrong, tables } = found ?? { wrong: [], tables: [] };
  expect(wrong).toEqual([]);
  const cells = tables.flat(3);
  expect(cells.filter((cell) => runs(cell) && !isRow(cell))).toEqual([]);
  const bare = new Set(cells.map((cell) => cell.replaceAll("'", "")));
  if (found) for (const { name } of CASES) expect(bare).toContain(writable(name).replaceAll("'", ""));
});
