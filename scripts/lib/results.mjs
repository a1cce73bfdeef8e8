import { readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number }} Counts */

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
 * @param {string} file a JSON report
 * @param {(report: any) => Counts} count
 * @returns {Counts | null} null where there is none that can be read
 */
export function readReport(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/**
 * The table of what ran.
 * @param {{ name: string, passed: number, failed: number, seconds: number }[]} rows
 */
export function table(rows) {
  const lines = [
    ["part", "passed", "failed", "seconds"],
    ...rows.map(({ name, passed, failed, seconds }) => [name, `${passed}`, `${failed}`, seconds.toFixed(1)]),
  ];
  return lines
    .map(([name, ...cells]) => name.padEnd(12) + cells.map((cell) => cell.padStart(9)).join(""))
    .join("\n");
}
