import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ShapeError, ValueError } from "../../src/errors";
import { EXPERIMENT_DEFAULTS, readExperiment } from "../../src/experiment/experiment";
import { presets } from "../../src/experiment/presets";
import { experimentFromLink, experimentJson, experimentLink } from "../../src/experiment/share";
import type { Experiment } from "../../src/experiment/types";

const data = [
  [1, 2],
  [3, null],
];

describe("reading an experiment", () => {
  it("keeps what is known, fills in what is missing and drops the rest", () => {
    const given: unknown = JSON.parse(`{"data": [[1, 2], [3, null]], "features": 3, "colour": "red",
      "__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}`);
    const read = readExperiment(given);
    expect(read).toEqual({ ...EXPERIMENT_DEFAULTS, data, features: 3 });
    expect(Object.keys(read)).not.toContain("__proto__");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("does not take fields from a prototype", () => {
    expect(() => readExperiment(Object.create({ data }))).toThrow("data is missing");
  });

  it.each<[string, unknown, RegExp]>([
    ["null", null, /^experiment is null, expected an object/],
    ["a list", [[1]], /^experiment is a list of 1/],
    ["no data", {}, /^data is missing, expected rows of numbers/],
    ["no rows", { data: [] }, /^data has no rows, expected at least one row/],
    ["no columns", { data: [[]] }, /^data\[0\] has no columns/],
    ["ragged rows", { data: [[1, 2], [3]] }, /^data\[1\] has 1 column, expected 2, as row 0 has/],
    ["text in a cell", { data: [[1, "2"]] }, /^data\[0\]\[1\] is "2", expected a finite number, or null/],
    ["a hole", { data: [Array(2)] }, /^data\[0\]\[0\] is missing/],
    ["infinity", { data: [[Infinity]] }, /^data\[0\]\[0\] is Infinity/],
    ["no known cell", { data: [[null]] }, /^data is null, expected at least one known number/],
    ["101 rows", { data: Array(101).fill([1]) }, /^data has 101 rows, expected at most 100: the playground/],
    ["101 columns", { data: [Array(101).fill(1)] }, /^data\[0\] has 101 columns, expected at most 100/],
    ["half a feature", { data, features: 2.5 }, /^features is 2.5, expected a whole number from 1 to 100/],
    ["101 features", { data, features: 101 }, /^features is 101/],
    ["no iterations", { data, iterations: 0 }, /^iterations is 0, expected .* from 1 to 100000/],
    ["a rate of zero", { data, learningRate: 0 }, /^learningRate is 0, expected a finite number > 0/],
    ["a large seed", { data, seed: 2 ** 60 }, /^seed is 11529215046068\d+, expected/],
    ["a range turned round", { data, initRange: [1, 0] }, /^initRange is a list of 2, expected two numbers/],
    ["a range without end", { data, initRange: [-1.7e308, 1.7e308] }, /^initRange/],
    ["a plane of nothing", { data, plane: [] }, /^plane is a list of 0, expected one or two features/],
    [
      "a plane of three",
      { data, features: 3, plane: [0, 1, 2] },
      /^plane is a list of 3, expected one or two/,
    ],
    [
      "a plane of a feature twice",
      { data, plane: [1, 1] },
      /^plane\[1\] is 1, expected another feature than 1/,
    ],
    [
      "a plane of a feature that is not there",
      { data, plane: [0, 2] },
      /^plane\[1\] is 2, expected .* from 0 to 1/,
    ],
    ["a hand that is a list", { data, hand: [1] }, /^hand is a list of 1, expected an object/],
    [
      "too few turned numbers",
      { data, hand: { L: [1], U: [1, 2, 3, 4] } },
      /^hand.L is .*expected a list of 4 numbers/,
    ],
    [
      "a turned number that is none",
      { data, hand: { L: [1, 2, 3, null], U: [1, 2, 3, 4] } },
      /^hand.L\[3\] is null, expected a finite number/,
    ],
    ["too few names", { data, labels: { rows: ["a"] } }, /^labels.rows has 1 names, expected 2/],
    [
      "a number as a name",
      { data, labels: { columns: ["a", 1] } },
      /^labels.columns\[1\] is 1, expected text/,
    ],
  ])("%s is an error that says what is wrong, and where", (_name, value, message) => {
    expect(() => readExperiment(value)).toThrow(message);
    expect(() => readExperiment(value)).toThrow(/expected/);
  });

  it("tells a wrong shape from a wrong value", () => {
    expect(() => readExperiment({ data: [] })).toThrow(ShapeError);
    expect(() => readExperiment({ data: [["x"]] })).toThrow(ValueError);
  });

  it("cuts long names, and no character in half, so that a link can hold them", () => {
    const { labels } = readExperiment({ data: [[1]], labels: { rows: [`${"x".repeat(79)}😀`] } });
    expect(labels?.rows?.[0]).toHaveLength(80);
    expect(() => encodeURIComponent(labels?.rows?.[0] ?? "")).not.toThrow();
  });

  it("writes minus zero as zero", () => {
    expect(Object.is(readExperiment({ data: [[-0]] }).data[0][0], 0)).toBe(true);
  });
});

const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
const experiments = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 1, max: 5 }) })
  .chain(({ rows, columns }) => {
    const list = <T>(of: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> =>
      fc.array(of, { minLength: length, maxLength: length });
    const names = (length: number): fc.Arbitrary<string[]> =>
      list(fc.string({ unit: "grapheme", maxLength: 5 }), length);
    return fc.record(
      {
        data: list(list(fc.option(numbers), columns), rows),
        labels: fc.record({ rows: names(rows), columns: names(columns) }),
        features: fc.integer({ min: 1, max: 100 }),
        learningRate: fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
        iterations: fc.integer({ min: 1, max: 100_000 }),
        seed: fc.maxSafeInteger(),
        initRange: fc.tuple(
          fc.double({ min: -9, max: 0, noNaN: true }),
          fc.double({ min: 1, max: 9, noNaN: true }),
        ),
      },
      { requiredKeys: ["data"] },
    );
  })
  .filter(({ data }) => data.some((row) => row.some((cell) => cell !== null)))
  .chain((given) => fc.tuple(fc.constant(given), fc.constantFrom([], [0], [1, 0], [0, 2]), handOf(given)))
  .map(([given, plane, hand]): Experiment => {
    const shown = plane.filter((feature) => feature < (given.features ?? 2));
    return readExperiment({ ...given, ...(shown.length > 0 ? { plane: shown } : {}), hand });
  });

/** Numbers that were turned by hand, or none. */
function handOf({ data, features = 2 }: { data: unknown[][]; features?: number }): fc.Arbitrary<unknown> {
  const list = (length: number): fc.Arbitrary<number[]> =>
    fc.array(numbers, { minLength: length, maxLength: length });
  return fc.option(fc.record({ L: list(data.length * features), U: list(data[0].length * features) }));
}

describe("sharing an experiment", () => {
  it("comes back from JSON as it was", () => {
    fc.assert(
      fc.property(experiments, (e) => {
        expect(readExperiment(JSON.parse(experimentJson(e)))).toEqual(e);
      }),
    );
  });

  it("comes back from a link as it was, which holds only characters that every page keeps", () => {
    fc.assert(
      fc.property(experiments, (e) => {
        const link = experimentLink(e, "https://example.org/lab?reset#old");
        expect(link).toMatch(/^https:\/\/example\.org\/lab\?reset#[\w\-.~!*'(),;=&%]+$/);
        expect(experimentFromLink(link)).toEqual(e);
        expect(experimentFromLink(link.slice(link.indexOf("#")))).toEqual(e);
      }),
    );
  });

  it("writes only what differs from the defaults into a link", () => {
    const link = experimentLink({ ...EXPERIMENT_DEFAULTS, data, learningRate: 0.05 }, "/lab");
    expect(link).toBe("/lab#factorlab=1&rate=0.05&data=1,2;3,_");
  });

  it("refuses a link that is longer than any experiment, and does not read a part of it", () => {
    const link = `#factorlab=1&data=${"1,".repeat(500_000)}1`;
    expect(() => experimentFromLink(link)).toThrow(
      "the link has 1000018 characters, expected at most 1000000",
    );
  });

  it.each(["", "#", "#heading", "#factorlab=2&data=1", "#factorlab=11&data=1", "https://example.org"])(
    "%s holds none",
    (link) => {
      expect(experimentFromLink(link)).toBeNull();
    },
  );

  it.each([
    ["#factorlab=1", /data is missing/],
    ["#factorlab=1&data=1,x", /data\[0\]\[1\] is NaN/],
    ["#factorlab=1&data=1,", /data\[0\]\[1\] is NaN/],
    ["#factorlab=1&rate=fast&data=1", /learningRate is NaN/],
    ["#factorlab=1&rows=%E0%A4%A&data=1", /not encoded/],
    ["#factorlab=1&__proto__=1&data=", /data\[0\]\[0\] is NaN/],
  ])("%s is an error that names the path", (link, message) => {
    expect(() => experimentFromLink(link)).toThrow(message);
  });
});

describe("the presets", () => {
  it("are good experiments, each with its title and one sentence", () => {
    for (const { title, sentence, experiment } of presets) {
      expect(readExperiment(experiment), title).toEqual(experiment);
      expect(sentence).toMatch(/^[^.]+\.$/);
    }
  });
});
