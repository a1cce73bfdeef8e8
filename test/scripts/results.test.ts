import { describe, expect, it } from "vitest";
import {
  countConformance,
  countPlaywright,
  countVitest,
  settle,
  table,
  total,
  verdict,
} from "../../scripts/lib/results.mjs";

describe("the counts of a part", () => {
  it("are those of its report", () => {
    expect(settle({ passed: 3, failed: 0 }, 0)).toEqual({ passed: 3, failed: 0 });
    expect(settle({ passed: 3, failed: 2 }, 1)).toEqual({ passed: 3, failed: 2 });
  });

  it("hold a failure where the program crashed, ran nothing, or failed without saying why", () => {
    expect(settle(null, 0)).toEqual({ passed: 0, failed: 1 });
    expect(settle({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
    expect(settle({ passed: 5, failed: 0 }, 1)).toEqual({ passed: 5, failed: 1 });
  });
});

describe("Vitest's report", () => {
  const file = (status: string, tests: number) => ({
    status,
    assertionResults: Array.from({ length: tests }),
  });

  it("counts skipped tests as failed", () => {
    const report = { numTotalTests: 5, numPassedTests: 3, testResults: [file("passed", 5)] };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 2 });
  });

  it("counts a file that could not be loaded as failed", () => {
    const report = {
      numTotalTests: 2,
      numPassedTests: 2,
      testResults: [file("passed", 2), file("failed", 0)],
    };
    expect(countVitest(report)).toEqual({ passed: 2, failed: 1 });
  });
});

describe("Playwright's report", () => {
  it("counts skipped tests, and tests that passed at a second attempt, as failed", () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
    expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 4, failed: 3 });
  });

  it("counts errors outside of tests", () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 0, failed: 1 });
  });
});

it("the conformance suite's report counts what passed and failed, and not what may be skipped", () => {
  expect(countConformance({ passed: 17, failed: 1, skipped: 2 })).toEqual({ passed: 17, failed: 1 });
});

describe("the closing table", () => {
  const rows = [
    { name: "unit", passed: 120, failed: 0, setUp: 12.34, seconds: 3.14 },
    { name: "browser", passed: 8, failed: 1, setUp: 0, seconds: 61 },
  ];

  it("has a line for each part", () => {
    expect(table(rows)).toBe(
      [
        "part            passed    failed    set-up   seconds",
        "unit               120         0      12.3       3.1",
        "browser              8         1       0.0      61.0",
      ].join("\n"),
    );
  });

  it("ends with what was skipped, and why", () => {
    const skipped = {
      name: "spark",
      passed: 0,
      failed: 0,
      setUp: 0,
      seconds: 0,
      skipped: "There is no Java.",
    };
    const sum = total(rows, 74);
    expect(verdict(rows, sum)).toBe("128 passed, 1 failed");
    expect(verdict([...rows, skipped], sum)).toBe(
      "skipped spark: There is no Java.\n128 passed, 1 failed, 1 part skipped",
    );
  });

  it("sums up, and counts the time of parts that ran side by side once", () => {
    expect(total(rows, 74)).toEqual({
      ...{ name: "total", passed: 128, failed: 1 },
      setUp: 12.34,
      seconds: 74 - 12.34,
    });
  });
});
