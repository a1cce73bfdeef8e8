import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { home } from "./paths.mjs";
import { readReport } from "./results.mjs";

/** @typedef {{ file: string, seconds: number }} FileTime */

const results = join(home, "results");

/** Where a part's report is left. @param {string} name */
export const reportOf = (name) => join(results, `${name}.json`);

/** Where the seconds of a part's test files are left by Vitest. @param {string} name */
export const fileTimesOf = (name) => join(results, `${name}-files.json`);

/**
 * What Playwright reports of a file or a group in it, as far as it is read here.
 * @typedef {{ results: { duration: number }[] }} Tried
 * @typedef {{ file?: string, specs?: { tests: Tried[] }[], suites?: Suite[] }} Suite
 */

/** @type {(suite: Suite) => number} */
function milliseconds({ specs = [], suites = [] }) {
  const results = specs.flatMap(({ tests }) => tests.flatMap((test) => test.results));
  const own = results.reduce((sum, { duration }) => sum + duration, 0);
  return suites.reduce((sum, inner) => sum + milliseconds(inner), own);
}

/**
 * The seconds of each test file in Playwright's JSON report.
 * @param {{ suites: Suite[] }} report
 * @returns {FileTime[]}
 */
export function timesOfPlaywright({ suites }) {
  return suites.map((suite) => ({ file: `test/browser/${suite.file}`, seconds: milliseconds(suite) / 1000 }));
}

/**
 * The seconds of each test file of a part that has run. The browser part leaves a report of each of its runs.
 * @param {string} name
 * @param {number} since when the run began, from `Date.now()`; reports that are older are of another
 * @returns {FileTime[]} none where the part has no test files, or its program crashed
 */
export function timesOf(name, since) {
  const isBrowser = name === "browser";
  const files = isBrowser ? reportsOf(name) : [fileTimesOf(name)];
  /** @type {(report: any) => FileTime[]} */
  const read = isBrowser ? timesOfPlaywright : (times) => times;
  return files.filter((file) => isSince(file, since)).flatMap((file) => readReport(file, read) ?? []);
}

/** The reports that a part has left. @param {string} name */
export function reportsOf(name) {
  if (name !== "browser") return [reportOf(name)];
  if (!existsSync(results)) return [];
  return readdirSync(results)
    .filter((file) => file.startsWith(name) && file.endsWith(".json"))
    .map((file) => join(results, file));
}

/**
 * Whether a report is there, and of a run that began then.
 * @param {string} file
 * @param {number} since from `Date.now()`
 */
export function isSince(file, since) {
  // Times on a disk may be coarser than the clock.
  return (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since - 2000;
}

/**
 * The slowest files, slowest first, a line each.
 * @param {FileTime[]} times
 * @param {number} [count]
 */
export function slowest(times, count = 10) {
  return [...times]
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, count)
    .map(({ file, seconds }) => `${seconds.toFixed(1).padStart(9)}  ${file}`)
    .join("\n");
}
