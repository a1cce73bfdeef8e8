import { describe, expect, test } from "vitest";
import { Matrix, MatrixFactorization, TruncatedSVD } from "../../src";
import { findExercise, valuesFor } from "../../src/course/catalog";
import { EXERCISES } from "../../src/course/exercises/all";
import { judge } from "../../src/course/judge";
import type { Finding } from "../../src/course/judge";

const asked = new Map(
  Object.keys(EXERCISES).map((id) => {
    const found = findExercise(id)!;
    return [id, { found, values: valuesFor(found, "Ada") }];
  }),
);
const judged = (id: string, answer: unknown): Finding => {
  const { found, values } = asked.get(id)!;
  return judge(found, values, answer);
};
const reason = (id: string, answer: unknown): unknown => {
  const finding = judged(id, answer);
  return finding.state === "unusable" ? finding.unusable.reason : finding.state;
};

const model = new MatrixFactorization([[1, 2], [3, 4]], 1, { seed: 1 }); // prettier-ignore

/** Throws whatever is done with it. */
const hostile = new Proxy(() => 0, {
  get: () => {
    throw new Error("no");
  },
});
const circular: unknown[] = [];
circular.push(circular);

/** Answers of every kind, for any exercise. */
const STRANGE: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  NaN: NaN,
  infinity: -Infinity,
  "a text": "five",
  "an empty text": "",
  "a long text": "x".repeat(100_000),
  "a flag": true,
  "a BigInt": 10n ** 400n,
  "a symbol": Symbol("s"),
  "a promise": Promise.resolve(4),
  "a model": model,
  "an empty list": [],
  "a list with a hole": [1, , 3], // eslint-disable-line no-sparse-arrays
  "an empty table": [[]],
  "a ragged table": [[1, 2], [3]],
  "a large table": Array.from({ length: 2000 }, () => new Float64Array(20)),
  "a matrix that is too small for its size": { rows: 1e9, columns: 1e9, values: [1] },
  "a date": new Date(0),
  "a map": new Map([[1, 2]]),
  "an object without a prototype": Object.create(null),
  "something hostile": hostile,
  "a hostile object": new Proxy({}, { get: () => { throw new Error("no"); }, ownKeys: () => { throw new Error("no"); } }), // prettier-ignore
  "a list that holds itself": circular,
  "a class": class Answer extends Matrix {},
  "a function that throws": () => {
    throw new Error("oh");
  },
  "a function that throws nothing": () => {
    throw undefined; // eslint-disable-line @typescript-eslint/only-throw-error
  },
  "a function that throws something hostile": () => {
    throw hostile; // eslint-disable-line @typescript-eslint/only-throw-error
  },
  "an async function": async () => Promise.reject(new Error("later")),
};

describe("answers of every kind", () => {
  test.each(Object.keys(STRANGE))("%s is never right, and never an error", (name) => {
    for (const id of Object.keys(EXERCISES)) {
      const finding = judged(id, STRANGE[name]);
      expect(finding.state, id).not.toBe("right");
    }
  });
});

describe("an answer that is none is told why", () => {
  test.each([
    ["nothing", "0.1", undefined],
    ["promise", "0.1", Promise.resolve(1)],
    ["functionNotCalled", "0.1", () => 1],
    ["model", "1.3", model],
    ["notFinite", "0.1", NaN],
    ["inQuotes", "0.1", "3,5"],
    ["otherKind", "0.1", [1]],
    ["otherKind", "1.3", 4],
    ["ragged", "1.3", [[1, 2, 3], [1]]],
    ["blankInside", "1.3", [[1, 2, null], [1, 2, 3]]],
    ["notANumberInside", "1.3", [[1, 2, "3"], [1, 2, 3]]],
    ["shape", "1.3", [[1, 2], [3, 4]]],
    ["length", "7.1", [1, 2, 3]],
    ["notAChoice", "0.4", "perhaps"],
    ["notANumberOfAChoice", "0.4", 3],
    ["notANumberOfAChoice", "0.4", -1],
    ["notANumberOfAChoice", "0.4", 0.5],
    ["otherKind", "9.3", "Comet"],
    ["functionCalled", "2.4", 4],
    ["functionCalled", "2.4", [0.5, 1]],
    ["otherKind", "2.4", "step"],
    ["numberAndText", "7.5", "30 %"],
    ["numberAndText", "0.1", "4 stars"],
    ["inQuotes", "1.3", "[[6, 2, 2], [21, 6, 9]]"],
    ["inQuotes", "7.1", "[1, 2]"],
    ["inQuotes", "9.3", '["Comet", "Roses", "Orbit"]'],
    ["inQuotes", "0.4", "2"],
    ["numbersForNames", "9.3", [4.8, 3.9, 3.4]],
    ["model", "3.5", new TruncatedSVD({ features: 1, seed: 1 })],
    ["length", "7.1", [1]],
    ["length", "9.3", ["Comet"]],
    ["untouched", "2.4", (l: number[]) => [...l]],
    ["untouched", "4.3", (_: unknown, start: number) => [start]],
    ["untouched", "9.4", () => []],
    ["threw", "2.4", () => { throw new Error("oh"); }],
    ["returnsNothing", "2.4", () => undefined],
    ["returnsPromise", "2.4", async () => Promise.resolve([1])],
    ["returnsOther", "2.4", () => 4],
  ])("%s", (expected, id, answer) => {
    expect(reason(id, answer)).toBe(expected);
  }); // prettier-ignore

  test("a function that does not end is ended", () => {
    const begun = performance.now();
    expect(reason("2.4", () => { for (;;); })).toBe("slow"); // prettier-ignore
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe("right answers are taken in the forms that people give them", () => {
  const solutionOf = (id: string): unknown => {
    const { found, values } = asked.get(id)!;
    return found.exercise.solution(values);
  };

  test("rounded to two decimals", () => {
    expect(judged("3.4", Math.round(100 * (solutionOf("3.4") as number)) / 100)).toEqual({ state: "right" });
    expect(judged("3.4", (solutionOf("3.4") as number) + 0.02).state).toBe("wrong");
  });

  test("as a Matrix, and as rows of typed arrays", () => {
    const rows = solutionOf("1.3") as number[][];
    expect(judged("1.3", Matrix.from(rows))).toEqual({ state: "right" });
    expect(judged("1.3", rows.map((row) => Float64Array.from(row)))).toEqual({ state: "right" }); // prettier-ignore
    expect(judged("7.1", [solutionOf("7.1")])).toEqual({ state: "right" });
  });

  test("as the text of a choice, in any letters, its number, or its name", () => {
    const { choices } = asked.get("0.4")!.values as { choices: string[] };
    const place = choices.indexOf("same");
    const asRead = `${place}: It stays the same`;
    for (const answer of ["It stays the same", " it stays the SAME. ", "same!", place, asRead, "same"])
      expect(judged("0.4", answer)).toEqual({ state: "right" });
  });

  test("but not with the number of another choice", () => {
    const { choices } = asked.get("0.4")!.values as { choices: string[] };
    const other = (choices.indexOf("same") + 1) % choices.length;
    expect(judged("0.4", `${other}: It stays the same`).state).toBe("unusable");
  });

  test("by a function that changes the row that it is given", () => {
    const step = (l: number[], U: number[][], ratings: number[], rate: number): number[] => {
      for (let t = 0; t < l.length; t++) {
        let sum = 0;
        for (let i = 0; i < ratings.length; i++)
          sum += 2 * (ratings[i] - l.reduce((total, x, k) => total + x * U[k][i], 0)) * U[t][i];
        l[t] += (rate * sum) / ratings.length;
      }
      return l;
    };
    expect(judged("2.4", step)).toEqual({ state: "right" });
  });

  test("a table that is nearly right is told how many of its numbers are", () => {
    const rows = structuredClone(solutionOf("1.3") as number[][]);
    rows[0][0] += 0.5;
    expect(judged("1.3", rows)).toEqual({ state: "wrong", misconception: null, right: 5, of: 6 });
  });
});

test("the right names in another order are told apart from other names", () => {
  const { found, values } = asked.get("9.3")!;
  const [first, second, third] = found.exercise.solution(values) as string[];
  expect(judged("9.3", [second, first, third])).toMatchObject({ state: "wrong", otherOrder: true });
  expect(judged("9.3", [first, second, second])).not.toHaveProperty("otherOrder");
});
