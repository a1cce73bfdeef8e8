import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FactorlabError } from "../../src/errors";
import { collect } from "../../src/ratings/collect";
import { csvSource } from "../../src/ratings/csv";
import type { CsvOptions } from "../../src/ratings/csv";
import { DecodedText } from "../../src/files/decoded-text";

type Source = string | Iterable<string>;

/** How text is read: as text, row by row from its bytes, or by kernels as soon as there is a row that they know. */
type Way = "text" | "bytes" | "kernels";

/** All that ratings consist of, or all that their error says. */
function outcome(text: Source, options: CsvOptions, way: Way): unknown {
  const { scale, duplicates, missing, invalid } = options;
  try {
    const source = csvSource(text, options, way !== "text", way === "kernels" ? 0 : Infinity);
    const { userIds, itemIds, rows, timestamps, ...rest } = collect(source, {
      scale,
      duplicates,
      missing,
      invalid,
    });
    const { scale: found, report } = rest;
    return { users: [...userIds], items: [...itemIds], rows, timestamps, scale: found, report };
  } catch (error) {
    if (!(error instanceof FactorlabError)) throw error;
    const { name, message, argument, index, actual, expected } = error;
    return { name, message, argument, index, actual, expected };
  }
}

function cut(text: string, at: number): string[] {
  return [text.slice(0, at), text.slice(at)];
}

/** Bytes in chunks, with the buffer of each used again for the next, as the reader of files does. */
function* chunks(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  const buffer = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size);
    buffer.set(chunk);
    yield buffer.subarray(0, chunk.length);
  }
}

const ids = [
  ...["1", "7", "42", "007", "0", "00", "-1", "1.0", "9999999", "10000000", "4294967297", "9007199254740993"],
  ...["Ada", "u17", "é", "🦊", "Émile Zola", " 7", "7 ", "\u00a08", "\ufeff9", "a'b", 'a"b', "1e3", "+1"],
  ...['"a\\"b"', '"a\\\\"', '"open', '"x"y', "#7"],
  ...['"7"', '"Ada"', '" Ada "', '"a,b"', '"a""b"', '"a\nb"', '"x;y"', "", '""', "__proto__", "\0", "x\ty"],
];
const numbers = [
  ...["1", "5", "4", "3.5", "-1", "0", "-0", "+2", "5.", ".5", "0.1", "2.675", "1e2", "1E-7", "123456789"],
  ...["1234567.8", "123456789012345", "1234567890123456", "0.123456789012345", "0.1234567890123456"],
  ...["9007199254740993", "3,5", " 4", "4 ", '"4"', '"3.5"', '"3,5"', '" 2"', "1e999", "1e15", "1e16", "007"],
  ...["", "x", "NaN", "0x1f", "--1", "1.2.3", ".", "-", "1e", "4\u00a0", "٣"],
];
const times = [
  "881250949",
  "2005-09-06",
  "1112486027",
  "1112486027123",
  "0",
  "1e9",
  "1.5",
  "",
  "now",
  '"5"',
  "-1",
  " 7",
];
const headers = ["user,item,rating", "userId,movieId,rating,timestamp", '"user","item","rating"', "a,b,c,d"];

/** One of some, of which the first are much likelier. */
function mostly(values: readonly string[], usual: number): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...values.slice(0, usual)) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
}

const row = fc
  .tuple(mostly(ids, 4), mostly(ids, 6), mostly(numbers, 5), mostly(times, 3), fc.nat(60))
  .map(([user, item, rating, time, kind]) => ({ fields: [user, item, rating, time], kind }));

/** Texts of rows that are ordinary for the most part, in the forms that files have. */
const texts = fc
  .record({
    rows: fc.array(row, { maxLength: 12 }),
    header: fc.option(fc.constantFrom(...headers)),
    separator: fc.constantFrom(",", ",", "\t", ";", "::", "|", " ", "  "),
    before: fc.constantFrom("", "", "", "# a, b\n", "%\n\n", "sep=;\n"),
    width: fc.constantFrom(3, 3, 4, 2),
    lineEnd: fc.constantFrom("\n", "\n", "\r\n", "\r"),
    last: fc.boolean(),
    mark: fc.nat(9),
  })
  .map(({ rows, header, separator, before, width, lineEnd, last, mark }) => {
    const lines = rows.map(({ fields, kind }) => {
      const some = fields.slice(0, kind === 0 ? width + 1 : kind === 1 ? width - 1 : width).join(separator);
      if (kind === 2) return `${some}${lineEnd}`;
      return kind === 3 ? `${some}${lineEnd}  ` : some;
    });
    if (header !== null) lines.unshift(header.replaceAll(",", separator));
    return `${mark === 0 ? "\ufeff" : ""}${before}${lines.join(lineEnd)}${last ? lineEnd : ""}`;
  });

const options = fc
  .record(
    {
      decimal: fc.constantFrom<"." | ",">(".", ","),
      rating: fc.constantFrom(null, 2, 1),
      timestamp: fc.constantFrom(null, 3),
      user: fc.constantFrom(0, 1, "user"),
      header: fc.boolean(),
      separator: fc.constantFrom(",", ";", "\t", " ", "^", ", ", "é", "0", "-", "::"),
      quotes: fc.boolean(),
      escape: fc.constant("\\"),
      comment: fc.constantFrom("#", "+"),
      thousands: fc.constant("'" as const),
      missing: fc.constantFrom([-1, 0, ""], [4, "x"], [NaN, "now"]),
      invalid: fc.constantFrom("error", "skip", "skip"),
      scale: fc.constant([1, 5] as const),
    },
    { requiredKeys: [] },
  )
  .chain((some) => fc.tuple(fc.constant(some), fc.nat(2)))
  .map(([some, none]): CsvOptions => ({ ...(none > 0 ? {} : some), duplicates: "last" }));

describe("separated text, read from its bytes, by kernels and as text", () => {
  test("gives the same ratings or the same error", () => {
    let read = 0;
    fc.assert(
      fc.property(texts, options, (text, some) => {
        const expected = outcome(text, some, "text");
        expect(outcome(text, some, "bytes")).toEqual(expected);
        expect(outcome(text, some, "kernels")).toEqual(expected);
        if (Object.hasOwn(expected as object, "rows")) read++;
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(200);
  });

  test("gives the same ratings or the same error wherever it is cut, in pieces of text and of bytes", () => {
    fc.assert(
      fc.property(texts, options, fc.integer({ min: 1, max: 9 }), (text, some, size) => {
        for (let at = 0; at <= text.length; at++) {
          const pieces = cut(text, at);
          expect(outcome(pieces, some, "bytes")).toEqual(outcome(pieces, some, "text"));
        }
        if (/\p{Surrogate}/u.test(text)) return;
        const bytes = new TextEncoder().encode(text);
        const decoded = (): DecodedText => new DecodedText(chunks(bytes, size), "utf-8", "a.csv");
        const expected = outcome(decoded(), some, "text");
        expect(outcome(decoded(), some, "bytes")).toEqual(expected);
        expect(outcome(decoded(), some, "kernels")).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  test("takes any text, half characters included", () => {
    const parts = ["\ud83e", "\udd8a", "🦊", "1", ",", "\n", "\r", '"', "a", "é", " ", ";", "5,6,1\n"];
    const strange = fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((all) => all.join(""));
    fc.assert(
      fc.property(strange, fc.nat(30), (text, at) => {
        const expected = outcome(text, {}, "text");
        expect(outcome(text, {}, "bytes")).toEqual(expected);
        expect(outcome(text, {}, "kernels")).toEqual(expected);
        expect(outcome(cut(text, at), {}, "bytes")).toEqual(outcome(cut(text, at), {}, "text"));
      }),
      { numRuns: 1000 },
    );
  });

  test("gives the same with comments, escapes, thousands, blocks and rows to be left out among others", () => {
    const rows = [
      ...[
        "1,7,5",
        "2,7,4",
        "#1,8,4",
        "# half, way",
        '"a\\",9,3',
        '"a\\"b",7,3',
        '"a\\\\",7,2',
        "3,7,-1",
        "4,,2",
      ],
      ...["5,9,x", "1:", "1,7,5,odd", "6,7", "'7',8,9", "8,8,1'234", '"9",7,"1', "\\,7,1"],
    ];
    const texts = fc.array(fc.constantFrom(...rows), { minLength: 1, maxLength: 9 });
    const some = fc.record(
      {
        comment: fc.constantFrom("#", "'"),
        escape: fc.constant("\\"),
        quotes: fc.boolean(),
        thousands: fc.constant("'" as const),
        missing: fc.constantFrom([-1], [5, ""], ["x"]),
        invalid: fc.constantFrom("error" as const, "skip" as const),
        duplicates: fc.constantFrom("last", "sum", "count", "max"),
      },
      { requiredKeys: ["duplicates"] },
    );
    let read = 0;
    fc.assert(
      fc.property(texts, some, (lines, options) => {
        const text = `user,item,rating,note\n${lines.join("\n")}\n`;
        const expected = outcome(text, options, "text");
        for (const way of ["bytes", "kernels"] as const)
          expect(outcome(text, options as CsvOptions, way)).toEqual(expected);
        if (Object.hasOwn(expected as object, "rows")) read++;
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(400);
  });

  test("gives the same over many blocks, with something odd in each of them", () => {
    const odd = [
      '"a ""quoted"" one",x,3',
      "  ",
      "u,v,1e-1",
      '"two\nlines",x,2',
      "é,ü,4",
      "",
      "a b , c ,  2 ",
    ];
    const lines = Array.from({ length: 90_000 }, (_, k) =>
      k % 9001 === 77
        ? (odd[(k / 9001) | (0 % odd.length)] ?? "q,r,2")
        : `${k % 7919},${(k * 31) % 1009},${(k % 9) / 2}`,
    );
    const text = `user,item,rating\n${lines.join("\n")}\n`;
    const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
    // Compared as text: the test runner's own comparison takes seconds.
    const expected = outcome(text, { duplicates: "mean" }, "text");
    expect(Object.keys(expected as object)).toContain("rows");
    const bytes = new TextEncoder().encode(text);
    for (const way of ["bytes", "kernels"] as const) {
      expect(same(outcome(text, { duplicates: "mean" }, way), expected)).toBe(true);
      for (const size of [2 ** 16 + 1, 2 ** 20 - 1, bytes.length]) {
        const decoded = new DecodedText(chunks(bytes, size), "utf-8", "a.csv", bytes.length);
        expect(same(outcome(decoded, { duplicates: "mean" }, way), expected)).toBe(true);
      }
      expect(outcome(`${text}a,b\n`, {}, way)).toEqual(outcome(`${text}a,b\n`, {}, "text"));
      expect(outcome(`${text}${lines[0]}`, {}, way)).toEqual(outcome(`${text}${lines[0]}`, {}, "text"));
    }
  });

  test("reads ids, numbers and times as text has them, to the last digit", () => {
    const id = fc.oneof(fc.nat(99).map(String), fc.stringMatching(/^\d{1,18}$/));
    const number = fc.oneof(
      fc.stringMatching(/^\d{1,3}\.\d{0,4}$/),
      fc.stringMatching(/^-?\d{1,15}$/),
      fc.stringMatching(/^\d{1,9}\.\d{0,18}$/),
    );
    const rows = fc.array(fc.tuple(id, id, number, fc.stringMatching(/^\d{1,18}$/)), { minLength: 1 });
    fc.assert(
      // The first row, which is read as text, has a form that the others need not have.
      fc.property(rows, fc.constantFrom(["1", "2", "3", "4"], ["a", "b", "3", "4"]), (all, first) => {
        for (const width of [3, 4])
          for (const separator of [",", "::"]) {
            const lines = [first, ...all].map((fields) => fields.slice(0, width).join(separator));
            const text = `${lines.join("\n")}\n`;
            // Times as small as some of these are found only where they are named.
            const some = { duplicates: "last", timestamp: width === 4 ? 3 : null } as const;
            const expected = outcome(text, some, "text");
            expect(Object.keys(expected as object)).toContain("rows");
            expect(outcome(text, some, "bytes")).toEqual(expected);
            expect(outcome(text, some, "kernels")).toEqual(expected);
          }
      }),
      { numRuns: 400 },
    );
  });
});
