import { parseTest } from "./arguments.mjs";
import { complain } from "./build.mjs";
import { failedOf, listOfFailed } from "./failed-tests.mjs";
import { parts, stages } from "./parts.mjs";
import { root } from "./paths.mjs";
import { stopAll } from "./process.mjs";
import { table, total, verdict } from "./results.mjs";
import { SetupError, setUp } from "./setup.mjs";
import { onStop } from "./signals.mjs";
import { slowest, timesOf } from "./slowest.mjs";

/** @typedef {import("./results.mjs").Row} Row */

/** @param {number} since from `performance.now()` */
const secondsSince = (since) => (performance.now() - since) / 1000;

/**
 * Sets up what a part needs; a part whose set-up fails has failed.
 * @param {string} name
 * @returns {Promise<Row>}
 */
async function prepare(name) {
  const since = performance.now();
  const skipped = parts[name].lacks?.() ?? undefined;
  if (skipped !== undefined) return { name, passed: 0, failed: 0, setUp: 0, seconds: 0, skipped };
  let failed = 0;
  try {
    await setUp(parts[name].needs, { quiet: true });
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    failed = 1;
  }
  return { name, passed: 0, failed, setUp: secondsSince(since), seconds: 0 };
}

/**
 * Runs a part that has been set up.
 * @param {Row} row
 * @param {(text: string) => void} [onOutput] gets what the part writes, which goes to the terminal otherwise
 * @returns {Promise<Row>}
 */
async function runPart(row, onOutput) {
  if (row.failed > 0 || row.skipped !== undefined) return row;
  const since = performance.now();
  const counts = await parts[row.name].run(onOutput).catch((error) => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  return { ...row, ...counts, seconds: secondsSince(since) };
}

/**
 * Runs parts one after another, and keeps what each writes.
 * @param {Row[]} rows
 */
async function runQuietly(rows) {
  const ended = [];
  for (const row of rows) {
    let said = "";
    const after = await runPart(row, (text) => (said += text));
    ended.push({ row: after, said });
  }
  return ended;
}

/**
 * Runs the parts of a stage: the last one writes to the terminal, and what those beside it have written follows.
 * @param {string[]} names
 * @returns {Promise<Row[]>}
 */
async function runStage(names) {
  console.log(`\n━━ ${names.join(", ")}`);
  const rows = [];
  for (const name of names) rows.push(await prepare(name));
  const beside = runQuietly(rows.slice(0, -1));
  const last = await runPart(rows[rows.length - 1]);
  const ended = await beside;
  for (const { row, said } of ended) console.log(`\n━━ ${row.name}\n${said.trimEnd()}`);
  return [...ended.map(({ row }) => row), last];
}

/**
 * `npm test`: every part runs, whatever became of the ones before it; the last line says how it went.
 * @param {string[]} args
 */
export async function main(args) {
  try {
    onStop(stopAll);
    const { names, full } = parseTest(args, Object.keys(parts));
    // Tests read it, in whatever process they run: test/rounds.ts.
    if (full) process.env.FACTORLAB_FULL = "1";
    const begun = Date.now();
    /** @type {Row[]} */
    const rows = [];
    for (const stage of stages(names)) rows.push(...(await runStage(stage)));
    const sum = total(rows, (Date.now() - begun) / 1000);
    const times = slowest(names.flatMap((name) => timesOf(name, begun)));
    if (times !== "") console.log(`\nslowest test files, in seconds\n${times}`);
    console.log(`\n${table([...rows, sum])}`);
    const failed = names.flatMap((name) => failedOf(name, begun));
    if (failed.length > 0) console.log(`\ntests that failed\n${listOfFailed(failed, root)}`);
    console.log(`\n${verdict(rows, sum)}`);
    process.exitCode = sum.failed === 0 ? 0 : 1;
  } catch (error) {
    complain(error);
  }
}
