import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failedInPlaywright, failedInVitest, listOfFailed } from "../../scripts/lib/failed-tests.mjs";

const root = join("/", "a", "checkout");

describe("the tests that failed", () => {
  it("are read from Vitest's report, with what was said first and without colours", () => {
    const file = join(root, "test", "matrix", "read.test.ts");
    const assertionResults = [
      { status: "passed", fullName: "a matrix reads rows" },
      {
        status: "failed",
        fullName: "a matrix refuses text",
        failureMessages: ["\u001b[31mAssertionError:\u001b[39m expected 1 to be 2\n    at somewhere"],
      },
      { status: "skipped", fullName: "a matrix reads columns" },
    ];
    const report = { testResults: [{ name: file, status: "failed", assertionResults }] };
    expect(failedInVitest(report)).toEqual([
      { file, title: "a matrix refuses text", message: "AssertionError: expected 1 to be 2" },
      { file, title: "a matrix reads columns", message: "skipped" },
    ]);
  });

  it("name a file that could not be loaded", () => {
    const report = {
      testResults: [
        { name: "b.test.ts", status: "failed", message: "\nno such module\n", assertionResults: [] },
      ],
    };
    expect(failedInVitest(report)).toEqual([
      { file: "b.test.ts", title: "could not be loaded", message: "no such module" },
    ]);
  });

  it("are read from Playwright's report, also in groups, and what passed at a second attempt only", () => {
    const spec = (title: string, status: string, message?: string) => ({
      ...{ file: "one.spec.ts", title },
      tests: [{ status, results: [{}, ...(message === undefined ? [] : [{ error: { message } }])] }],
    });
    const suites = [
      {
        specs: [spec("opens", "expected"), spec("closes", "unexpected", "Error: not there\n  more")],
        suites: [{ specs: [spec("moves", "flaky")] }],
      },
    ];
    const file = "test/browser/one.spec.ts";
    expect(failedInPlaywright({ suites, errors: [{ message: "no server" }] })).toEqual([
      { file, title: "closes", message: "Error: not there" },
      { file, title: "moves", message: "flaky" },
      { file: "", title: "outside of tests", message: "no server" },
    ]);
  });

  it("are listed by their place in the project", () => {
    const tests = [
      { file: join(root, "a.test.ts"), title: "adds", message: "expected 3" },
      { file: "", title: "outside of tests", message: "no server" },
    ];
    expect(listOfFailed(tests, root)).toBe(
      "  a.test.ts › adds\n      expected 3\n  outside of tests\n      no server",
    );
  });
});
