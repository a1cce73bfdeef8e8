// Runs one side of a row in a process of its own.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pythonEnv, venvPython } from "../../scripts/lib/paths.mjs";
import { csvFolder, ratingsFolder, shapeOf } from "./data.mjs";
import { benchHome, npmFolder } from "./peers.mjs";

const here = import.meta.dirname;

/** A side that takes longer than this is ended. In milliseconds. */
const PATIENCE = 6 * 60_000;

/** What a side answers: seconds and memory in MB, or why there are none. @typedef {{ seconds?: number, memory?: number, missing?: string, failed?: string }} Answer */

/** Numeric libraries ask these for the number of threads; one of more than it is given would not be compared fairly. */
function withThreads(env, threads) {
  const names = [
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "POLARS_MAX_THREADS",
  ];
  return { ...env, ...Object.fromEntries(names.map((name) => [name, String(threads)])) };
}

/** @returns {Answer} */
function answerOf(program, args, env) {
  const { stdout, stderr, signal, error } = spawnSync(program, args, {
    ...{ env, encoding: "utf8", timeout: PATIENCE, maxBuffer: 2 ** 26, windowsHide: true },
  });
  if (error) return { failed: error.message };
  const last = stdout.trimEnd().split("\n").at(-1);
  if (last?.startsWith("{")) return JSON.parse(last);
  return { failed: signal ? `ended by ${signal}` : (stderr.trimEnd().split("\n").at(-1) ?? "no answer") };
}

/** @returns {Answer} */
export function runOurs({ ours, threads }) {
  const given = { ...withFiles(ours), threads: threads.ours };
  return answerOf(process.execPath, [join(here, "ours.mjs"), JSON.stringify(given)], process.env);
}

/** @returns {Answer} */
export function runTheirs({ theirs, threads }) {
  const { side, ...task } = theirs;
  const given = { ...withFiles(task), threads: threads.theirs };
  if (side === "npm") {
    const args = [join(here, "npm-peers.mjs"), JSON.stringify({ ...given, packages: npmFolder })];
    return answerOf(process.execPath, args, process.env);
  }
  return answerOf(
    venvPython,
    [join(here, "theirs.py"), JSON.stringify(given)],
    withThreads(pythonEnv(), threads.theirs),
  );
}

/** The task with the files that it reads, made where they are not there yet. */
function withFiles(task) {
  if (task.digits) return { ...task, file: digitsFile() };
  if (task.data === undefined) return task;
  if (task.csv) return { ...task, file: join(csvFolder(task.data), "ratings.csv") };
  const shape = typeof task.data === "number" ? shapeOf(task.data) : task.data;
  return { ...shape, ...task, folder: ratingsFolder(task.data) };
}

/** scikit-learn brings the digits: its own side writes them into a file for both. */
function digitsFile() {
  const file = join(benchHome, "digits.json");
  if (!existsSync(file)) {
    const given = JSON.stringify({ task: "digits", file });
    answerOf(venvPython, [join(here, "theirs.py"), given], pythonEnv());
  }
  return file;
}
