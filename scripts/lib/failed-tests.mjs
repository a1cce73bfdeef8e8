import { readReport } from "./results.mjs";
import { isSince, reportsOf } from "./slowest.mjs";

/** @typedef {{ file: string, title: string, message: string }} FailedTest */

/** The line of a message that says most: the first one, without colours. @param {string | undefined} message */
function firstLine(message = "") {
  // eslint-disable-next-line no-control-regex -- colours of a terminal begin with one
  const plain = message.replaceAll(/\u001b\[[0-9;]*m/g, "");
  return (
    plain
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? ""
  );
}

/**
 * Tests that did not pass, by Vitest's JSON report; also files that could not be loaded.
 * @param {any} report
 * @returns {FailedTest[]}
 */
export function failedInVitest({ testResults }) {
  return testResults.flatMap(
    (/** @type {any} */ { name: file, status, message, assertionResults: tests }) => {
      if (status === "failed" && tests.length === 0)
        return [{ file, title: "could not be loaded", message: firstLine(message) }];
      return tests
        .filter((/** @type {any} */ test) => test.status !== "passed")
        .map((/** @type {any} */ { fullName, status: why, failureMessages = [] }) => ({
          file,
          title: fullName,
          message: firstLine(failureMessages[0]) || why,
        }));
    },
  );
}

/**
 * Tests that did not pass at the first attempt, by Playwright's JSON report; also what went wrong outside tests.
 * @param {any} report
 * @returns {FailedTest[]}
 */
export function failedInPlaywright({ suites, errors }) {
  /** @type {(suite: any) => FailedTest[]} */
  const inside = ({ specs = [], suites: inner = [] }) => [
    ...specs.flatMap((/** @type {any} */ { file, title, tests }) =>
      tests
        .filter((/** @type {any} */ test) => test.status !== "expected")
        .map((/** @type {any} */ { status, results }) => ({
          file: `test/browser/${file}`,
          title,
          message: firstLine(results.find((/** @type {any} */ { error }) => error)?.error.message) || status,
        })),
    ),
    ...inner.flatMap(inside),
  ];
  const outside = errors.map((/** @type {any} */ { message }) => ({
    file: "",
    title: "outside of tests",
    message: firstLine(message),
  }));
  return [...suites.flatMap(inside), ...outside];
}

/**
 * The tests of a part that did not pass.
 * @param {string} name
 * @param {number} since when the run began, from `Date.now()`
 */
export function failedOf(name, since) {
  const read = name === "browser" ? failedInPlaywright : failedInVitest;
  return reportsOf(name)
    .filter((file) => isSince(file, since))
    .flatMap((file) => readReport(file, read) ?? []);
}

/**
 * Two lines for each: where it stands and its title, and what it said.
 * @param {FailedTest[]} tests
 * @param {string} root the project's folder, which is left out of paths
 */
export function listOfFailed(tests, root) {
  return tests
    .map(({ file, title, message }) => {
      const path = file.replace(root, "").replace(/^[\\/]/, "");
      return `  ${path === "" ? "" : `${path} › `}${title}\n      ${message}`;
    })
    .join("\n");
}
