import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { FactorlabError } from "../../src/errors";
import { createRandom } from "../../src/matrix/random";
import { readRatings } from "../../src/ratings/read-ratings";
import { processorTime } from "../processor-time";
import { JSONS } from "./real-files/json";
import { KNOWN } from "./real-files/known";
import { SEPARATED } from "./real-files/separated";
import { VALUES } from "./real-files/values";

const FILES = 2000;
/** Milliseconds of a processor that reading one may take, of which none needs a hundredth. */
const LONGEST = 5000;

const folder = mkdtempSync(join(tmpdir(), "factorlab fuzzed files "));
afterAll(() => rmSync(folder, { recursive: true }));

const forms = [...SEPARATED, ...VALUES, ...JSONS, ...KNOWN];
const readable = forms.filter(({ read }) => read !== undefined);
const random = createRandom(7);
const below = (count: number): number => Math.floor(random() * count);

/** What is put into files: what separates, quotes, ends and begins things in one of the forms. */
const PARTS = [
  ...[
    '"',
    "'",
    "\\",
    ",",
    ";",
    "\t",
    "::",
    "|",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "#",
    "%",
    "{",
    "}",
    "[",
    "]",
    ":",
  ],
  ...["\0", "\ufeff", "é", "1e999", "-1", "NaN", "null", "sep=;\n", "7:\n", "user,item,rating\n", "\u2028"],
];

/** A file with a few mistakes in it: bytes that changed, were lost, came in, or are there twice. */
function fuzzed(content: string | Uint8Array): Uint8Array {
  let bytes = Buffer.from(content);
  for (let mistakes = 1 + below(3); mistakes > 0 && bytes.length > 0; mistakes--) {
    const [from, to] = [below(bytes.length), below(bytes.length)].sort((a, b) => a - b);
    const [before, between, after] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
    const part = Buffer.from(PARTS[below(PARTS.length)]);
    const ways = [
      () => Buffer.concat([before, Buffer.of(below(256)), bytes.subarray(from + 1)]),
      () => Buffer.concat([before, after]),
      () => Buffer.concat([before, part, bytes.subarray(from)]),
      () => Buffer.concat([before, part, bytes.subarray(from)]),
      () => Buffer.concat([before, between, between, after]),
      () => Buffer.from(before),
    ];
    bytes = ways[below(ways.length)]();
  }
  return bytes;
}

/** Errors of what is in a file say in which line and in which column, by its role, its place or the number of fields. */
const PLACED =
  /\b(?:user|item|rating|timestamp|column \d+).* line \d+|line \d+,? .*(?:column|field|JSON|numbers?|entries|user)/s;
/** Errors of a whole file, or of its first rows, have no other place. */
const WHOLE = [
  ...[
    / is empty/,
    /ratings is empty/,
    /is a .*, expected/,
    /is (?:packed|an |no JSON list)/,
    /cannot be unpacked/,
  ],
  ...[
    /has .* in it, expected/,
    /, which unpacks from/,
    /every other byte is 0/,
    /no column for the/,
    /which is no column/,
    /duplicates is "latest"/,
    /wrong bytes in line \d+/,
  ],
  ...[
    /records\[\d+\]/,
    /ratings\[\d+\]/,
    /the text has \d+/,
    /line \d+ is "%%/,
    /the place of a column/,
    /has user/,
  ],
];

describe(`${FILES} files with mistakes in them`, () => {
  test("end as ratings, or as an error that names the place, soon", () => {
    const [strange, slow]: [unknown[], unknown[]] = [[], []];
    let read = 0;
    for (let n = 0; n < FILES; n++) {
      const some = n % 2 === 0 ? forms : readable;
      const form = some[below(some.length)];
      const path = join(folder, form.file);
      const bytes = fuzzed(form.content);
      writeFileSync(path, bytes);
      const took = processorTime(() => {
        try {
          if (readRatings(path, form.options).length > 0) read++;
        } catch (error) {
          const told = (error as Error).message.replace(path, "");
          const isPlaced = PLACED.test(told) || WHOLE.some((whole) => whole.test(told));
          if (!(error instanceof FactorlabError) || !isPlaced)
            strange.push([form.name, told, bytes.toString()]);
        }
      });
      if (took > LONGEST) slow.push([form.name, bytes.toString()]);
    }
    expect(strange).toEqual([]);
    expect(slow).toEqual([]);
    expect(read).toBeGreaterThan(FILES / 10);
  });
});
