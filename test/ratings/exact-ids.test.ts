import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { tableFromArrays } from "apache-arrow";
import { afterAll, describe, expect, test } from "vitest";
import { ValueError } from "../../src/errors";
import { experimentFromLink, experimentJson, experimentLink } from "../../src/experiment/share";
import { readExperiment } from "../../src/experiment/experiment";
import { parseExactly, parseUnrounded } from "../../src/files/exact-json";
import { BiasedMF } from "../../src/models/biased-mf";
import { TruncatedSVD } from "../../src/models/truncated-svd";
import { ModelFileError } from "../../src/models/shared/model-file-error";
import { textChecksum } from "../../src/models/shared/base64";
import { Ratings } from "../../src/ratings/ratings";
import { readRatings } from "../../src/ratings/read-ratings";

const folder = mkdtempSync(join(tmpdir(), "factorlab exact ids "));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Pairs of whole numbers that are one number of JavaScript, as JSON has them. */
const pairs = [
  ["9007199254740992", "9007199254740993"],
  ["9007199254740993", "9007199254740994.0"],
  ["-9007199254740992", "-9007199254740993"],
  ["9007199254740995", "9007199254740996"],
  ["9007199254740992.0", "9007199254740993.000"],
  ["9.007199254740992e15", "9.007199254740993e15"],
  ["9.007199254740992E+15", "9.007199254740993E+15"],
  ["90071992547409930e-1", "9007199254740992"],
  ["10000000000000000", "10000000000000001"],
  ["18014398509481985", "18014398509481984"],
  ["1234567890123456789", "1234567890123456788"],
  ["9223372036854775807", "9223372036854775806"],
  ["-9223372036854775808", "-9223372036854775807"],
  ["18446744073709551615", "18446744073709551614"],
  ["340282366920938463463374607431768211455", "340282366920938463463374607431768211454"],
  ["1".repeat(100), `${"1".repeat(99)}2`],
  [`1${"0".repeat(300)}`, `1${"0".repeat(299)}1`],
  ["7656119796028793100", "7656119796028793101"],
] as const;

type Make = (one: string, other: string) => string;
/** Ways in which two users of JSON have these ids. */
const forms: Record<string, [name: string, make: Make]> = {
  "records.json": ["json", (a, b) => `[{"user":${a},"item":1,"rating":5},{"user":${b},"item":1,"rating":4}]`],
  "records, spread.json": ["json", (a, b) => `[ {\n"user" : ${a} ,\r\n"item":1,"rating":5},\t{"user":\n${b}\n,"item":1,"rating":4} ]`],
  "records, last.json": ["json", (a, b) => `[{"rating":5,"item":1,"user":${a}},{"rating":4,"item":1,"user":${b}}]`],
  "lists.json": ["json", (a, b) => `[[${a},1,5],[${b},1,4]]`],
  "lists with times.json": ["json", (a, b) => `[[${a},1,5,1600000000],[${b},1,4,1600000001]]`],
  "texts before.json": ["json", (a, b) => `[{"x":"\\"\\\\","user":${a},"item":1,"rating":5},{"x":"{\\\\\\"","user":${b},"item":1,"rating":4}]`],
  "numbers in texts.json": ["json", (a, b) => `[{"x":"12345678901234567","user":${a},"item":1,"rating":5},{"x":"\\"12345678901234567","user":${b},"item":1,"rating":4}]`],
  "records.jsonl": ["jsonl", (a, b) => `{"user":${a},"item":1,"rating":5}\n{"user":${b},"item":1,"rating":4}\n`],
  "lists.ndjson": ["ndjson", (a, b) => `[${a},1,5]\r\n\r\n[${b},1,4]`],
  "a list.json.gz": ["json", (a, b) => `[[${a},1,5],[${b},1,4]]`],
  "lists.jsonl.gz": ["jsonl", (a, b) => `[${a},1,5]\n[${b},1,4]`],
  "with a mark.json": ["json", (a, b) => `\ufeff[[${a},1,5],[${b},1,4]]`],
}; // prettier-ignore

/** The digits of a whole number of JSON. */
function digits(number: string): string {
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(
    number,
  )!;
  const zeros = Number(exponent) - fraction.length;
  return sign + (zeros < 0 ? (whole + fraction).slice(0, zeros) : whole + fraction + "0".repeat(zeros));
}

describe(`two ids stay two: ${pairs.length} pairs × ${Object.keys(forms).length} forms × users and items`, () => {
  test.each(Object.keys(forms))("%s", (name) => {
    const [, make] = forms[name];
    for (const pair of pairs) {
      const text = make(pair[0], pair[1]);
      const users = readRatings(file(name, name.endsWith(".gz") ? gzipSync(text) : text));
      expect([...users.userIds]).toEqual(pair.map(digits));
      expect(pair.map((id) => users.get(digits(id), 1))).toEqual([5, 4]);
      const mirrored = text.replaceAll("user", "u").replaceAll("item", "user").replaceAll('"u"', '"item"');
      if (mirrored === text) continue;
      const items = readRatings(file(name, name.endsWith(".gz") ? gzipSync(mirrored) : mirrored));
      expect([...items.itemIds]).toEqual(pair.map(digits));
    }
  });

  test.each(pairs)("%s and %s in separated text, which keeps ids as they are", (one, other) => {
    for (const separator of [",", "\t", ";", "::"]) {
      const { userIds } = Ratings.fromCsv([one, other].map((id) => [id, 1, 5].join(separator)).join("\n"));
      expect([...userIds]).toEqual([one, other]);
    }
  });

  test("64-bit integers of columns too", () => {
    const users = BigInt64Array.from([2n ** 53n, 2n ** 53n + 1n]);
    const columns = { users, items: [1, 1], ratings: [5, 4] };
    const exact = ["9007199254740992", "9007199254740993"];
    expect([...Ratings.fromColumns(columns).userIds]).toEqual(exact);
    const table = tableFromArrays({ user: users, item: Int32Array.from([1, 1]), rating: [5, 4] });
    expect([...Ratings.fromArrow(table).userIds]).toEqual(exact);
    const records = [...users].map((user) => ({ user, item: 1, rating: 5 }));
    expect([...Ratings.fromRecords(records).userIds]).toEqual(exact);
  });
});

describe("numbers that are exact stay numbers", () => {
  const exact = [
    ...["0", "-0", "7", "-7", "9007199254740991", "-9007199254740991", "1e3", "1.5", "9007199254740991.0"],
    ...["0.1234567890123456789", "3.3333333333333335", "-2.718281828459045", "1e-20", "900719925474099.25"],
    ...["1234567890.123456789", "0.0000000000000000000001", "4503599627370497.5", "123456789012345e-20"],
  ];
  test.each(exact)("%s", (number) => {
    expect(parseExactly(`[${number},"${number}"]`)).toEqual([JSON.parse(number), number]);
    expect(parseUnrounded(number, "x")).toBe(JSON.parse(number));
  });

  test("and ratings and times are numbers, of as many digits as other programs write", () => {
    const text = '[{"user":1,"item":2,"rating":3.3333333333333335,"timestamp":1600000000.1234567}]';
    expect([...readRatings(file("x.json", text))]).toEqual([
      { user: 1, item: 2, rating: 3.3333333333333335, timestamp: 1600000000.1234567 },
    ]);
  });

  test.each([
    ["a rating", '{"user":1,"item":2,"rating":9007199254740993}', /^.*line 1|rating of records\[0\] is "9007199254740993", expected a finite number/],
    ["a time", '{"user":1,"item":2,"rating":3,"timestamp":1700000000000000001}', /timestamp in line 1 is "1700000000000000001", expected seconds since 1970/],
  ])("beyond them, %s is refused", (_, record, message) => {
    const path = file("x.jsonl", `${record}\n`);
    expect(() => readRatings(path)).toThrow(ValueError);
    expect(() => readRatings(path)).toThrow(message);
  }); // prettier-ignore
});

describe("JSON is read as JSON.parse reads it", () => {
  const wrong = [
    ...["{9007199254740993:1}", "{9007199254740993 : 1}", "[9007199254740993", "[09007199254740993]"],
    ...["[9007199254740993.]", "[.9007199254740993]", "[+9007199254740993]", "[--9007199254740993]"],
    ...["[9007199254740993e]", "[9007199254740993 9007199254740993]", '[9007199254740993"a"]', '["a"9007199254740993]'],
    ...["[9007199254740993n]", "9007199254740993x", "[1..9007199254740993]", '"9007199254740993', "[0x9007199254740993]"],
  ]; // prettier-ignore
  test.each(wrong)("which refuses %s", (text) => {
    expect(() => parseExactly(text)).toThrow(SyntaxError);
    let message = "";
    try {
      JSON.parse(text);
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(() => parseExactly(text)).toThrow(message);
  });

  test("but for whole numbers that it would round, whatever else there is", () => {
    // A value, and what is to be read from its text: big integers are written as their digits.
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
        fc.string({ unit: "binary" }),
        fc.constantFrom('"', "\\", '\\"', "12345678901234567890", '"12345678901234567890', "\\\\"),
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
        fc.constantFrom(null, true, 0, -1, 2 ** 53 - 1),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(value, (given) => {
        const text = jsonOf(given);
        expect(parseExactly(text)).toEqual(readAs(given));
      }),
      { numRuns: 2000 },
    );
  });

  function jsonOf(value: unknown): string {
    if (typeof value === "bigint") return `${value}`;
    if (Array.isArray(value)) return `[${value.map(jsonOf).join(", ")}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    return `{${Object.entries(value).map(([name, each]) => `${JSON.stringify(name)} :${jsonOf(each)}`).join(",")}}`; // prettier-ignore
  }

  function readAs(value: unknown): unknown {
    if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`;
    if (Object.is(value, -0)) return 0;
    if (Array.isArray(value)) return value.map(readAs);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, readAs(each)]));
  }
});

const rounded = [2 ** 53, 2 ** 53 + 2, -(2 ** 53), 1e16, 2 ** 63, 2 ** 64, 1e21, 1e300, -1e300];

describe(`a number that was rounded before is no id: ${rounded.length} numbers`, () => {
  const good = Ratings.from([["9007199254740992", "x", 5], ["b", "y", 4]]); // prettier-ignore
  test.each(rounded)("%s, however ratings are made, asked and predicted", (id) => {
    const made: (() => unknown)[] = [
      () => Ratings.from([[id, "x", 5]]),
      () => Ratings.from([["a", id, 5]]),
      () => Ratings.from([{ user: id, item: "x", rating: 5 }]),
      () => Ratings.from([["a", "x", 5]], { users: [id] }),
      () => Ratings.from([["a", "x", 5]], { items: [id] }),
      () => Ratings.fromRecords([{ user: id, item: "x", rating: 5 }]),
      () => Ratings.fromRecords([{ user: "a", item: id, rating: 5 }]),
      () => Ratings.fromColumns({ users: [id], items: [1], ratings: [5] }),
      () => Ratings.fromColumns({ users: Float64Array.of(id), items: [1], ratings: [5] }),
      () => Ratings.fromMatrix([[5]], { users: [id] }),
      () => Ratings.fromMatrix([[5]], { items: [id] }),
      () => Ratings.fromRecords(JSON.parse(`[{"user":${BigInt(id)},"item":1,"rating":5}]`) as object[]),
      () => good.get(id, "x"),
      () => good.userIds.indexOf(id),
      () => good.userIds.find(id),
      () => good.itemIds.indexOf(id),
    ];
    for (const make of made) {
      expect(make).toThrow(ValueError);
      expect(make).toThrow(
        /expected text for a whole number beyond ±\(2⁵³ − 1\), which JavaScript has rounded$/,
      );
    }
    expect(() => Ratings.from([["a", "x", 5]], { titles: [[id, "X"]] })).toThrow(/^titles\[0\]/);
    expect(good.userIds.has(id)).toBe(false);
  });
});

describe("a model's JSON", () => {
  const ratings = Ratings.from([[1, 1, 5], [9007199254740991, 1, 4]]); // prettier-ignore
  const model = new BiasedMF({ features: 1, epochs: 2, seed: 1 }).fit(ratings);
  /** The text of the model with something else in the place of an id, and the checksum that it has then. */
  const forged = (to: string): string => {
    const record = JSON.parse(JSON.stringify(model).replace("9007199254740991", to)) as { checksum: string };
    const { checksum, ...rest } = record;
    return JSON.stringify(model)
      .replace("9007199254740991", to)
      .replace(/"checksum":"[^"]*"/, `"checksum":"${checksum && textChecksum(JSON.stringify(rest))}"`);
  };

  test("keeps ids up to 2⁵³ − 1, and longer ones that are text", () => {
    expect([...BiasedMF.fromJSON(JSON.stringify(model)).ratings.userIds]).toEqual([1, 9007199254740991]);
    const long = Ratings.from([["9007199254740992", 1, 5], ["9007199254740993", 1, 4]]); // prettier-ignore
    const again = BiasedMF.fromJSON(JSON.stringify(new BiasedMF({ features: 1, epochs: 1 }).fit(long)));
    expect([...again.ratings.userIds]).toEqual(["9007199254740992", "9007199254740993"]);
  });

  test.each(["9007199254740993", "-9007199254740993", "9007199254740993.0", "9.007199254740993e15", "18446744073709551615"])(
    "is refused with %s, which is named",
    (number) => {
      expect(() => BiasedMF.fromJSON(forged(number))).toThrow(ModelFileError);
      expect(() => BiasedMF.fromJSON(forged(number))).toThrow(
        new RegExp(`the model has the number ${number.replace("+", "\\+")} at character \\d+, expected whole numbers`),
      );
    },
  ); // prettier-ignore

  test.each(["9007199254740992", "10000000000000000", "1e300"])("is refused with the id %s, which may have been another", (number) => {
    expect(() => BiasedMF.fromJSON(forged(number))).toThrow(ModelFileError);
    expect(() => BiasedMF.fromJSON(forged(number))).toThrow(/which JavaScript has rounded/);
  }); // prettier-ignore

  test("that is nested too deep is refused, as text and as an object", () => {
    const marks = '{"format":"factorlab model","version":1,"model":"TruncatedSVD","checksum":"00000000","x":';
    const text = `${marks}${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    const less = `${marks}${"[".repeat(150)}${"]".repeat(150)}}`;
    for (const given of [text, JSON.parse(text) as object, less]) {
      expect(() => TruncatedSVD.fromJSON(given)).toThrow(ModelFileError);
      expect(() => TruncatedSVD.fromJSON(given)).toThrow(/nested deeper than those of any model/);
    }
  });
});

describe("an experiment", () => {
  const own = readExperiment({ data: [[1e20, 2 ** 60, Number("1.2345678901234567e25")], [2 ** 53, 1e300, 0.1]] }); // prettier-ignore

  test("with large numbers comes back from its JSON and its link", () => {
    expect(readExperiment(parseUnrounded(experimentJson(own), "the text"))).toEqual(own);
    expect(experimentFromLink(experimentLink(own, "https://example.org/"))).toEqual(own);
  });

  test.each(pairs.map(([, number]) => number).filter((number) => !/^1(0+1|1+2)?$|4\.0$|992$|984$|996$/.test(number)))(
    "with %s is refused, from JSON and from a link",
    (number) => {
      expect(() => parseUnrounded(`{"data":[[1,${number}]]}`, "the text")).toThrow(
        new RegExp(`^the text has the number ${number.slice(0, 40).replace("+", "\\+")}.* at character 12, expected whole`),
      );
      expect(() => experimentFromLink(`#factorlab=1&data=1,${number.replace("+", "")}`)).toThrow(
        /^the link has the number/,
      );
    },
  ); // prettier-ignore
});
