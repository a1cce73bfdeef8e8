import { mkdirSync, readFileSync, statSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onStop, send } from "./signals.mjs";

/** A holder touches its lock every `HEARTBEAT` ms; one that has not been touched for `STALE` ms is nobody's. */
const HEARTBEAT = 2000;
const STALE = 60_000;

/** @param {string} file */
function holder(file) {
  try {
    const text = readFileSync(file, "utf8");
    return { text, pid: Number(text.split(" ")[0]), age: Date.now() - statSync(file).mtimeMs };
  } catch {
    return null;
  }
}

/**
 * Whether a lock's holder is gone: its process has ended, or another one got its number.
 * @param {{ pid: number, age: number }} lock
 */
export function isStale({ pid, age }) {
  if (age > STALE) return true;
  // Between making the file and writing the number into it there is a moment without a number.
  return pid > 0 ? !send(pid, 0) : age > HEARTBEAT;
}

/**
 * @param {string} file
 * @param {string} text
 */
function tryTake(file, text) {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Takes the lock, waiting for whoever has it.
 * @param {string} file
 * @param {(pid: number) => void} onWait called once, where somebody else has it
 * @returns {Promise<() => void>} gives it back
 */
export async function takeLock(file, onWait) {
  const text = `${process.pid} ${process.hrtime.bigint()}`;
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; ;) {
    if (tryTake(file, text)) {
      // Another process that judged the same stale lock may have removed ours with it: look again.
      await sleep(100);
      if (holder(file)?.text === text) return keep(file, text);
    }
    const other = holder(file);
    if (other && isStale(other)) remove(file, other.text);
    else {
      if (other && !told) onWait(other.pid);
      told ||= other !== null;
      await sleep(300);
    }
  }
}

/**
 * @param {string} file
 * @param {string} text
 */
function remove(file, text) {
  if (holder(file)?.text !== text) return;
  try {
    unlinkSync(file);
  } catch {
    // Somebody was faster.
  }
}

/**
 * @param {string} file
 * @param {string} text
 */
function keep(file, text) {
  const timer = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // The folder was deleted under us; the step that runs will say so.
    }
  }, HEARTBEAT).unref();
  const release = () => {
    clearInterval(timer);
    forget();
    remove(file, text);
  };
  const forget = onStop(release);
  return release;
}
