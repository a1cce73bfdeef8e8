import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FactorlabError } from "../../src/errors";
import * as metrics from "../../src/evaluation/metrics";
import { Ratings } from "../../src/ratings/ratings";

type Call = () => unknown;

const anything = (value: unknown): never => value as never;
const { auc, fcp, mae, rmse } = metrics;
const OF_LISTS = {
  precision: metrics.precision,
  recall: metrics.recall,
  hit: metrics.hit,
  averagePrecision: metrics.averagePrecision,
  ndcg: metrics.ndcg,
  reciprocalRank: metrics.reciprocalRank,
};

/** What no metric of one list takes: the list, the relevant items, k, and the argument that is to blame. */
const WRONG_LISTS: [string, unknown, unknown, unknown, string][] = [
  ["an item twice", [1, 1], new Set([1]), 2, "ranked[1] is 1 once more"],
  ["an item three times", [1, 2, 1, 1], new Set([1]), 4, "ranked[2] is 1 once more"],
  ["an item again behind k", [1, 2, 3, 2], new Set([2]), 3, "ranked[3] is 2 once more"],
  ["a text twice", ["a", "b", "a"], new Set(["a"]), 3, 'ranked[2] is "a" once more'],
  ["an item twice that is not relevant", [5, 5, 1], new Set([1]), 3, "ranked[1] is 5 once more"],
  ["an item twice in a typed array", Int32Array.of(3, 4, 3), new Set([3]), 3, "ranked[2] is 3 once more"],
  ["NaN as an item", [1, NaN], new Set([1]), 2, "ranked[1] is NaN"],
  ["a hole", [1, , 2], new Set([1]), 3, "ranked[1] is missing"], // eslint-disable-line no-sparse-arrays -- it is what is tested
  ["null as an item", [null], new Set([1]), 1, "ranked[0] is null"],
  ["a text for a list", "ab", new Set(["a"]), 1, 'ranked is "ab"'],
  ["a Set for a list", new Set([1]), new Set([1]), 1, "ranked is an object"],
  ["no list", undefined, new Set([1]), 1, "ranked is missing"],
  ["a number for a list", 3, new Set([1]), 1, "ranked is 3"],
  ["nothing relevant", [1], new Set(), 1, "relevant is an object"],
  ["a list of what is relevant", [1], [1, 1], 1, "relevant is a list of 2"],
  ["a Map of what is relevant", [1], new Map([[1, 1]]), 1, "relevant is an object"],
  ["no relevant items", [1], undefined, 1, "relevant is missing"],
  ["null for what is relevant", [1], null, 1, "relevant is null"],
  ["k of 0", [1], new Set([1]), 0, "k is 0"],
  ["k of −1", [1], new Set([1]), -1, "k is -1"],
  ["k of 1.5", [1], new Set([1]), 1.5, "k is 1.5"],
  ["k of NaN", [1], new Set([1]), NaN, "k is NaN"],
  ["k of Infinity", [1], new Set([1]), Infinity, "k is Infinity"],
  ["k as text", [1], new Set([1]), "1", 'k is "1"'],
  ["k as a BigInt", [1], new Set([1]), 1n, "k is the BigInt 1n"],
  ["no k", [1], new Set([1]), undefined, "k is missing"],
  ["k of null", [1], new Set([1]), null, "k is null"],
];

const ratings = Ratings.from([["A", "a", 5], ["A", "b", 3], ["B", "a", 1]]); // prettier-ignore

/** What the metrics of numbers refuse, with the words that name it. */
const WRONG_NUMBERS: [string, Call, string][] = [
  ...(["rmse", "mae"] as const).flatMap((name): [string, Call, string][] => {
    const metric = metrics[name];
    return [
      [`${name} of NaN`, () => metric([1, NaN], [1, 2]), "predicted[1] is NaN"],
      [`${name} of Infinity`, () => metric([Infinity, 1], [1, 2]), "predicted[0] is Infinity"],
      [`${name} of −Infinity`, () => metric([1, -Infinity], [1, 2]), "predicted[1] is -Infinity"],
      [`${name} of a text`, () => metric(anything(["1"]), [1]), 'predicted[0] is "1"'],
      [`${name} of null`, () => metric(anything([null]), [1]), "predicted[0] is null"],
      [`${name} of a BigInt`, () => metric(anything([1n]), [1]), "predicted[0] is the BigInt 1n"],
      [`${name} of BigInts`, () => metric(anything(BigInt64Array.of(1n)), [1]), "predicted[0] is the BigInt"],
      [`${name} of a hole`, () => metric(anything([,]), [1]), "predicted[0] is missing"], // eslint-disable-line no-sparse-arrays -- it is what is tested
      [`${name} against NaN`, () => metric([1], [NaN]), "actual[0] is NaN"],
      [`${name} against Infinity`, () => metric([1], [Infinity]), "actual[0] is Infinity"],
      [`${name} against a text`, () => metric([1], anything(["x"])), 'actual[0] is "x"'],
      [`${name} of nothing`, () => metric([], []), "predicted has 0 predictions"],
      [`${name} of fewer`, () => metric([1], [1, 2]), "predicted has 1 predictions"],
      [`${name} of more`, () => metric([1, 2, 3], [1, 2]), "predicted has 3 predictions"],
      [`${name} of no list`, () => metric(anything(undefined), [1]), "predicted is missing"],
      [`${name} of a text as a list`, () => metric(anything("12"), [1, 2]), 'predicted is "12"'],
      [`${name} against no list`, () => metric([1], anything(null)), "actual is null"],
    ];
  }),
  ["fcp of NaN", () => fcp([1, NaN, 2], ratings), "predicted[1] is NaN"],
  ["fcp of a text", () => fcp(anything([1, "2", 3]), ratings), 'predicted[1] is "2"'],
  ["fcp of fewer", () => fcp([1], ratings), "predicted has 1 predictions"],
  ["fcp of no list", () => fcp(anything(null), ratings), "predicted is null"],
  ["fcp against a list", () => fcp([1], anything([1])), "ratings is a list of 1"],
  ["auc of NaN", () => auc([0.5, NaN], [0.1]), "relevant[1] is NaN"],
  ["auc against NaN", () => auc([0.5], [0.1, 0.2, NaN]), "others[2] is NaN"],
  ["auc of a text", () => auc(anything(["0.5"]), [0.1]), 'relevant[0] is "0.5"'],
  ["auc against null", () => auc([0.5], anything([null])), "others[0] is null"],
  ["auc of a hole", () => auc(anything([,]), [0.1]), "relevant[0] is missing"], // eslint-disable-line no-sparse-arrays -- it is what is tested
  ["auc of BigInts", () => auc(anything([1n]), [0.1]), "relevant[0] is the BigInt 1n"],
  ["auc of a Set", () => auc(anything(new Set([0.5])), [0.1]), "relevant is an object"],
  ["auc against nothing", () => auc([0.5], anything(undefined)), "others is missing"],
];

const listCases = Object.keys(OF_LISTS).flatMap((name) =>
  WRONG_LISTS.map(([what, ...wrong]) => [name, what, ...wrong] as const),
);

function refused(call: Call, words: string): void {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(FactorlabError);
  const { message, argument } = thrown as FactorlabError;
  expect(message).toContain(words);
  expect(message).toContain(", expected ");
  expect(argument).toBeTruthy();
}

test("there are 209 wrong calls", () => {
  expect(listCases.length + WRONG_NUMBERS.length).toBe(209);
});

test.each(listCases)("%s refuses %s", (name, _, ranked, relevant, k, words) => {
  const metric = OF_LISTS[name as keyof typeof OF_LISTS];
  refused(() => metric(anything(ranked), anything(relevant), anything(k)), words);
});

test.each(WRONG_NUMBERS)("refuses %s", (_, call, words) => {
  refused(call, words);
});

describe("every metric stays within its range or refuses", () => {
  const item = fc.oneof(fc.nat(5), fc.constantFrom("a", "7", NaN, null, undefined));
  const number = fc.oneof(
    fc.double(),
    fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 1e308, -1e308, 5e-324, 1, 1),
  );
  const within = (call: () => number, high: number): void => {
    try {
      const value = call();
      expect(Number.isNaN(value)).toBe(false);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(high);
    } catch (error) {
      expect(error).toBeInstanceOf(FactorlabError);
    }
  };

  test("of one list", () => {
    fc.assert(
      fc.property(fc.array(item), fc.array(item), fc.oneof(fc.integer(), fc.double()), (list, wanted, k) => {
        for (const metric of Object.values(OF_LISTS))
          within(() => metric(list as number[], new Set(wanted) as Set<number>, k), 1);
      }),
      { numRuns: 1000 },
    );
  });

  test("of numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 9 }), (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, x]) => x)];
        within(() => auc(a, b), 1);
        within(() => rmse(a, b), Infinity);
        within(() => mae(a, b), Infinity);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what looks strange and is right", () => {
  test("a list shorter than k, an empty list, and a k beyond everything", () => {
    for (const metric of Object.values(OF_LISTS)) {
      expect(metric([], new Set([1]), 3)).toBe(0);
      expect(metric([1], new Set([1]), 1)).toBe(1);
      expect(metric([1], new Set([1]), 2 ** 31)).toBeLessThanOrEqual(1);
    }
  });

  test("7 and the text 7 are two items", () => {
    expect(metrics.recall([7, "7"], new Set<unknown>([7, "7"]), 2)).toBe(1);
  });

  test("infinite scores have a place in the order", () => {
    expect(auc([Infinity, 1], [-Infinity, 0])).toBe(1);
    expect(auc([Infinity], [Infinity, Infinity])).toBe(0.5);
    expect(fcp([Infinity, 1, 0], ratings)).toBe(1);
  });

  test("errors whose squares or sums no number holds have their root mean square and mean", () => {
    expect(rmse([1e200, -1e200], [0, 0])).toBe(1e200);
    expect(rmse([3e-200, 0], [0, 0])).toBeCloseTo(3e-200 / Math.SQRT2, 210);
    expect(rmse([3e-200, 0], [0, 0])).toBeGreaterThan(2e-200);
    expect(mae([1.5e308, 1.5e308], [0, 0])).toBe(1.5e308);
    expect(rmse([1e308, 1e308], [1e308, 1e308])).toBe(0);
  });
});

describe("lists of 200,000", () => {
  const many = Array.from({ length: 200_000 }, (_, k) => k);

  test("are measured, also where all scores are equal", () => {
    const equal = new Float64Array(many.length).fill(0.5);
    expect(auc(equal, equal)).toBe(0.5);
    expect(auc(many, many)).toBe(0.5);
    expect([rmse(many, many), mae(equal, equal)]).toEqual([0, 0]);
    for (const metric of Object.values(OF_LISTS)) expect(metric(many, new Set(many), many.length)).toBe(1);
  });
});
