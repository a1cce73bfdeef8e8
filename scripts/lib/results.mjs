import { readFileSync } from "node:fs";

/**
 * @typedef {{ passed: number, failed: number }} Counts
 *
 * A part that has run, with the seconds that its set-up and the part itself took; or why it was skipped.
 * @typedef {Counts & { name: string, setUp: number, seconds: number, skipped?: string }} Row
 */

/**
 * The counts of a part whose program left a report, or none at all: a program that crashed, ran no test, or
 * ended with an error that no test shows, has failed at least once.
 * @param {Counts | null} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export function settle(counts, exitCode) {
  if (!counts) return { passed: 0, failed: 1 };
  const { passed, failed } = counts;
  const silent = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: silent ? 1 : failed };
}

/**
 * Counts of Vitest's JSON report. A skipped test has not shown anything, and neither has a file that could
 * not be loaded.
 * @param {any} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const { numPassedTests: passed, numTotalTests: total, testResults } = report;
  const broken = testResults.filter(
    (/** @type {any} */ file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return { passed, failed: total - passed + broken.length };
}

/**
 * Counts of Playwright's JSON report. A test that passed at a second attempt only is not good enough.
 * @param {any} report
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors }) {
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return { passed: stats.expected, failed: failed === 0 ? errors.length : failed };
}

/**
 * Counts of the report of Jupyter's conformance suite. Its tests name what may be skipped, and count all else
 * that was skipped as failed.
 * @param {any} report
 * @returns {Counts}
 */
export function countConformance({ passed, failed }) {
  return { passed, failed };
}

/**
 * @template T
 * @param {string} file a JSON report
 * @param {(report: any) => T} read
 * @returns {T | null} null where there is none that can be read
 */
export function readReport(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/**
 * The sum of all parts. Those that ran at the same time took less than their seconds together.
 * @param {Row[]} rows
 * @param {number} elapsed the seconds from begin to end
 * @returns {Row}
 */
export function total(rows, elapsed) {
  const sum = (/** @type {"passed" | "failed" | "setUp"} */ key) =>
    rows.reduce((all, row) => all + row[key], 0);
  const setUp = sum("setUp");
  return { name: "total", passed: sum("passed"), failed: sum("failed"), setUp, seconds: elapsed - setUp };
}

/**
 * The last lines of `npm test`: which parts were skipped, and why; how many tests passed and failed.
 * @param {Row[]} rows
 * @param {Row} sum
 */
export function verdict(rows, { passed, failed }) {
  const skipped = rows.filter((row) => row.skipped !== undefined);
  const parts = skipped.length === 1 ? "1 part" : `${skipped.length} parts`;
  const counts = `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${parts} skipped` : ""}`;
  return [...skipped.map(({ name, skipped }) => `skipped ${name}: ${skipped}`), counts].join("\n");
}

/**
 * The table of what ran.
 * @param {Row[]} rows
 */
export function table(rows) {
  const lines = [
    ["part", "passed", "failed", "set-up", "seconds"],
    ...rows.map(({ name, passed, failed, setUp, seconds }) => [
      ...[name, `${passed}`, `${failed}`],
      ...[setUp, seconds].map((each) => each.toFixed(1)),
    ]),
  ];
  return lines
    .map(([name, ...cells]) => name.padEnd(12) + cells.map((cell) => cell.padStart(10)).join(""))
    .join("\n");
}
