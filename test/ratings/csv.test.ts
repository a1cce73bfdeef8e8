import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { FactorlabError, ValueError } from "../../src/errors";
import type { CsvOptions } from "../../src/ratings/csv";
import { Ratings } from "../../src/ratings/ratings";

const expected = [
  { user: "Ada", item: "Alien", rating: 5 },
  { user: "Ada", item: "Heat", rating: 2.5 },
  { user: "Ben", item: "Alien", rating: 4 },
];

describe("separated text", () => {
  test.each<[string, string, CsvOptions?]>([
    ["with a header", "user,item,rating\nAda,Alien,5\nAda,Heat,2.5\nBen,Alien,4\n"],
    ["without a header", "Ada,Alien,5\nAda,Heat,2.5\nBen,Alien,4"],
    ["with the names of other data sets", "Book-Rating;ISBN;User-ID\n5;Alien;Ada\n2.5;Heat;Ada\n4;Alien;Ben"],
    ["with tabs", "Ada\tAlien\t5\nAda\tHeat\t2.5\nBen\tAlien\t4"],
    ["with ::", "Ada::Alien::5\nAda::Heat::2.5\nBen::Alien::4\n"],
    ["with bars", "Ada|Alien|5\nAda|Heat|2.5\nBen|Alien|4\n"],
    ["with line ends of Windows", "user,item,rating\r\nAda,Alien,5\r\nAda,Heat,2.5\r\nBen,Alien,4\r\n"],
    ["with line ends of old Macs", "Ada,Alien,5\rAda,Heat,2.5\rBen,Alien,4\r"],
    ["with line ends of all kinds", "Ada,Alien,5\r\nAda,Heat,2.5\n\n\nBen,Alien,4\r"],
    ["with a byte order mark", "\ufeffuser,item,rating\nAda,Alien,5\nAda,Heat,2.5\nBen,Alien,4"],
    ["with quotes", '"user","item","rating"\n"Ada","Alien","5"\n"Ada","Heat","2.5"\n"Ben",Alien,4'],
    ["with spaces around", "user , item , rating\nAda, Alien, 5\nAda, Heat, 2.5\nBen , Alien , 4\n"],
    ["with decimal commas", "Ada;Alien;5\nAda;Heat;2,5\nBen;Alien;4,0", { decimal: "," }],
    [
      "with columns that are named",
      "who,note,stars,what\nAda,a,5,Alien\nAda,b,2.5,Heat\nBen,c,4,Alien",
      { user: "who", item: "what" },
    ],
    [
      "with columns that are placed",
      "0,Alien,5,Ada\n1,Heat,2.5,Ada\n2,Alien,4,Ben",
      { user: 3, item: 1, rating: 2, header: false },
    ],
    [
      "with a header that is not to be read",
      "a,b,c\nAda,Alien,5\nAda,Heat,2.5\nBen,Alien,4",
      { user: "a", item: "b", rating: "c" },
    ],
    ["with a separator that is told", "Ada^Alien^5\nAda^Heat^2.5\nBen^Alien^4", { separator: "^" }],
  ])("%s is read", (_, text, options) => {
    expect([...Ratings.fromCsv(text, options)]).toEqual(expected);
  });

  test("may have quotes with commas, quotes and line breaks within them", () => {
    const text = 'user,item,rating\n"Ada","The Good, the ""Bad""\nand the Ugly",5\r\nBen,"a\r\n\r\nb",4';
    expect([...Ratings.fromCsv(text)].map(({ item }) => item)).toEqual([
      'The Good, the "Bad"\nand the Ugly',
      "a\n\nb",
    ]);
  });

  test("has times where a fourth column follows, or one is named so", () => {
    expect([...Ratings.fromCsv("196\t242\t3\t881250949\n")]).toEqual([
      { user: "196", item: "242", rating: 3, timestamp: 881250949 },
    ]);
    const named = "userId,movieId,rating,timestamp\n1,2,3.5,1112486027\n";
    expect(Ratings.fromCsv(named).timestamps).toEqual(Float64Array.of(1112486027));
    expect(Ratings.fromCsv(named, { timestamp: null }).timestamps).toBeNull();
  });

  test("counts each row as 1 without ratings, where that is asked for", () => {
    const plays = Ratings.fromCsv("user,artist\nAda,Nina\nBen,Miles\n", { rating: null });
    expect([...plays].map(({ rating }) => rating)).toEqual([1, 1]);
  });

  test("keeps ids as they are written, and finds them by their number too", () => {
    const ratings = Ratings.fromCsv("007,1,5\n7,1,3\n__proto__,constructor,1\n🦊,1,2\n");
    expect([...ratings.userIds]).toEqual(["007", "7", "__proto__", "🦊"]);
    expect(ratings.get(7, 1)).toBe(3);
    expect(ratings.get("__proto__", "constructor")).toBe(1);
  });

  test("may come in pieces that are cut anywhere", () => {
    const text = '\ufeffuser,item,rating\r\n"A\r\nda","Al""ien",5\r\nBen,Heat,4\r\n';
    const whole = [...Ratings.fromCsv(text)];
    for (let size = 1; size < text.length; size++) {
      const pieces: string[] = [];
      for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size));
      expect([...Ratings.fromCsv(pieces)]).toEqual(whole);
    }
  });

  test("is read as row by row where it is longer than a piece", () => {
    const rows = Array.from({ length: 60_000 }, (_, k) => [
      `user "${k % 700}"`,
      `item, ${k}\n…`,
      (k % 9) + 1,
    ]);
    const text = Papa.unparse([["user", "item", "rating"], ...rows]);
    expect(text.length).toBeGreaterThan(3 * 2 ** 18);
    const ratings = Ratings.fromCsv(text);
    const { rows: same } = Ratings.from(rows as [string, string, number][]);
    // Compared as text: the test runner's own comparison takes seconds.
    expect(String(ratings.rows.indices) === String(same.indices)).toBe(true);
    expect(String(ratings.rows.values) === String(same.values)).toBe(true);
    expect(String([...ratings.itemIds]) === String(rows.map(([, item]) => item))).toBe(true);
  });

  test("takes the policies and the scale that ratings take", () => {
    const text = "a,x,5\na,x,2\n";
    expect(Ratings.fromCsv(text, { duplicates: "mean", scale: [1, 5] }).get("a", "x")).toBe(3.5);
    expect(Ratings.fromCsv(text, { duplicates: "last", scale: [1, 5] }).scale).toEqual([1, 5]);
  });

  test.each<[string, unknown, object, RegExp]>([
    ["nothing", "", {}, /ratings is empty/],
    ["blank lines only", "\n \r\n\n", {}, /ratings is empty/],
    ["a header only", "user,item,rating\n", {}, /ratings is empty/],
    ["no text", 5, {}, /text is 5, expected separated text/],
    ["no text in a piece", ["a,x,1\n", 7], {}, /text\[1\] is 7, expected text/],
    ["lines for pieces", ["a,x,1", "b,x,2", "c,x,3"], {}, /no line break.*lines\.join/],
    ["a short row", "a,x,1\n\nb,x\n", {}, /^line 3 has 2 fields, expected 3, as the first row has$/],
    ["a row too long", "user,item,rating\nb,x,3,5", {}, /^line 2 has 4 fields.*decimal commas/],
    ["a rating in words", "a,x,1\nb,x,good", {}, /^rating in line 2 is "good", expected a number$/],
    [
      "a rating left out",
      "a,x,1\nb,x,",
      {},
      /^rating in line 2 is empty, expected a number; missing: \[""\] leaves out rows that are not rated$/,
    ],
    ["a NaN", "a,x,NaN\n", {}, /^rating in line 1 is "NaN"/],
    ["an infinite rating", "a,x,1e999\n", {}, /^rating in line 1 is Infinity, expected a finite number/],
    ["a hexadecimal rating", "a,x,0x1f\n", {}, /^rating in line 1 is "0x1f"/],
    ["a decimal comma", "a;x;3\na;y;3,5", {}, /^rating in line 2 is "3,5".*say decimal: ","$/],
    ["an unknown header", "a,b,c\nx,y,1", {}, /^rating in line 1 is "c".*say which they are/],
    ["a time in words", "a,x,1,now", {}, /^timestamp in line 1 is "now".*timestamp: null/],
    ["an empty id", 'a,x,1\n"",x,2', {}, /^user in line 2 is empty text, expected an id/],
    [
      "a rating off the scale",
      "a,x,1\na,y,6",
      { scale: [1, 5] },
      /^rating in line 2 is 6, expected a number from 1/,
    ],
    [
      "one twice",
      'user,item,rating\n"a\n",x,1\n\na,x,2',
      {},
      /^line 5 has user "a" and item "x", as line 2 has already, expected one rating/,
    ],
    ["an open quote", 'a,x,1\nb,"x,2\nc,x,3', {}, /^line 2 has a quote that is never closed/],
    ["text behind a quote", 'a,x,1\nb,"x"y,2\n', {}, /^line 2 has text behind a quote/],
    [
      "a missing column",
      "who,item,rating\na,x,1",
      { user: "wo" },
      /^user is "wo", which is no column.*"who", "item".*did you mean "who"/,
    ],
    ["a header without ratings", "user,item,note\na,x,b", {}, /^no column for the rating was found.*"note"/],
    [
      "a column that is too high",
      "a,x,1",
      { rating: 3 },
      /^rating is column 3, expected the place of a column from 0 to 2/,
    ],
    [
      "a name without a header",
      "a,x,1",
      { user: "a", header: false },
      /^user is "a", expected a column's name, where/,
    ],
    ["a separator that is a quote", "a,x,1", { separator: '"' }, /^separator is/],
    ["a misspelt option", "a,x,1", { seperator: "," }, /did you mean "separator"/],
    ["users that are no list", "a,x,1", { users: 5 }, /^users is 5, expected a list of ids/],
  ])("%s is refused, and the line is named", (_, text, options, message) => {
    expect(() => Ratings.fromCsv(text as string, options)).toThrow(ValueError);
    expect(() => Ratings.fromCsv(text as string, options)).toThrow(message);
  });

  test("a quote that is never closed is found without reading for ever", () => {
    const endless = `a,x,1\n"${"b,x,2\n".repeat(4_000_000)}`;
    expect(() => Ratings.fromCsv(endless)).toThrow(/^line 2 does not end within 4194304 characters/);
  });

  test("any text gives ratings or a typed error", () => {
    const pieces = [
      "a",
      "é1",
      "25",
      "9.",
      "-",
      ",",
      ",",
      ";",
      "::",
      "\t",
      "|",
      '"',
      '"',
      "\n",
      "\n",
      "\r",
      "\ufeff",
    ];
    const words = [" ", "\0", "e", "user", "item", "rating", "\n1,2,3"];
    const letters = fc.constantFrom(...pieces, ...words);
    const lines = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(5)), { minLength: 1, maxLength: 6 });
    // Whole texts with one thing too much somewhere: most of the others are refused at their first line.
    const nearly = fc
      .tuple(lines, fc.constantFrom(",", ";", "\t", "::"), fc.nat(40), fc.option(letters))
      .map(([rows, separator, at, letter]) => {
        const text = rows.map((row) => row.join(separator)).join("\n");
        return text.slice(0, at) + (letter ?? "") + text.slice(at);
      });
    const texts = fc.oneof(
      nearly,
      fc.string({ unit: letters, maxLength: 80 }),
      fc.string({ unit: "binary" }),
    );
    let read = 0;
    fc.assert(
      fc.property(texts, (text) => {
        try {
          read += Ratings.fromCsv(text).length > 0 ? 1 : 0;
        } catch (error) {
          if (!(error instanceof FactorlabError)) throw error;
        }
      }),
      { numRuns: 1500 },
    );
    expect(read).toBeGreaterThan(100);
  }, 30_000);

  test.each([10, 1000, 5000])("begins behind %d lines that are no rows", (lines) => {
    const rows = Array.from({ length: 300 }, (_, k) => `Zoë;${k};2.5\n`).join("");
    for (const line of ["# of my own", "# ä", "  ", "\r"]) {
      const ratings = Ratings.fromCsv(`${`${line}\n`.repeat(lines)}user;item;rating\n${rows}`);
      expect(ratings.length).toBe(300);
      expect(ratings.get("Zoë", 299)).toBe(2.5);
    }
  });

  test("written by another program is read as it was", () => {
    const id = fc.string({ minLength: 1 }).filter((text) => text.trim() === text);
    const entry = fc.tuple(id, id, fc.double({ min: -1e15, max: 1e15, noNaN: true }));
    const entries = fc.uniqueArray(entry, { selector: ([u, i]) => JSON.stringify([u, i]), minLength: 1 });
    fc.assert(
      fc.property(entries, fc.constantFrom(",", ";", "\t"), (given, delimiter) => {
        const text = Papa.unparse([["user", "item", "rating"], ...given], { delimiter, quotes: true });
        const ratings = Ratings.fromCsv(text);
        expect(ratings.length).toBe(given.length);
        // Text has no −0.
        for (const [user, item, rating] of given) expect(ratings.get(user, item)! + 0).toBe(rating + 0);
      }),
      { numRuns: 1000 },
    );
  }, 30_000);
});
