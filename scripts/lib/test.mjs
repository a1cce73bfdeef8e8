import { parseParts } from "./arguments.mjs";
import { complain } from "./build.mjs";
import { parts } from "./parts.mjs";
import { stopAll } from "./process.mjs";
import { table } from "./results.mjs";
import { SetupError, setUp } from "./setup.mjs";
import { onStop } from "./signals.mjs";

/** @typedef {import("./results.mjs").Counts & { name: string, seconds: number }} Row */

/**
 * Runs one part after what it needs; a part whose set-up fails has failed.
 * @param {string} name
 * @returns {Promise<Row>}
 */
async function runPart(name) {
  console.log(`\n━━ ${name}`);
  const since = performance.now();
  const counts = await prepare(name).catch(() => ({ passed: 0, failed: 1 }));
  return { name, ...counts, seconds: (performance.now() - since) / 1000 };
}

/** @param {string} name */
async function prepare(name) {
  try {
    await setUp(parts[name].needs, { quiet: true });
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    throw error;
  }
  return parts[name].run();
}

/**
 * `npm test`: every part runs, whatever became of the ones before it; the last line says how it went.
 * @param {string[]} args
 */
export async function main(args) {
  try {
    onStop(stopAll);
    const names = parseParts(args, Object.keys(parts));
    /** @type {Row[]} */
    const rows = [];
    for (const name of names) rows.push(await runPart(name));
    const sum = (/** @type {"passed" | "failed"} */ key) => rows.reduce((total, row) => total + row[key], 0);
    console.log(`\n${table(rows)}\n\n${sum("passed")} passed, ${sum("failed")} failed`);
    process.exitCode = sum("failed") === 0 ? 0 : 1;
  } catch (error) {
    complain(error);
  }
}
