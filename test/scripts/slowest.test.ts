import { describe, expect, it } from "vitest";
import { slowest, timesOfPlaywright } from "../../scripts/lib/slowest.mjs";

describe("the slowest test files", () => {
  it("come first, a line each, and no more than are asked for", () => {
    const times = [
      { file: "a.test.ts", seconds: 1.25 },
      { file: "b.test.ts", seconds: 100 },
      { file: "c.test.ts", seconds: 9.96 },
    ];
    expect(slowest(times, 2)).toBe("    100.0  b.test.ts\n     10.0  c.test.ts");
  });

  it("are read from Playwright's report with all that was tried, also in groups", () => {
    const spec = (...durations: number[]) => ({
      tests: [{ results: durations.map((duration) => ({ duration })) }],
    });
    const suites = [
      { file: "one.spec.ts", specs: [spec(1000, 500)], suites: [{ suites: [{ specs: [spec(2500)] }] }] },
      { file: "two.spec.ts", specs: [spec(10)] },
    ];
    expect(timesOfPlaywright({ suites })).toEqual([
      { file: "test/browser/one.spec.ts", seconds: 4 },
      { file: "test/browser/two.spec.ts", seconds: 0.01 },
    ]);
  });
});
