// What both of our runners share: how a piece of work is timed, and the one line of JSON that tells of it.
import { readFileSync } from "node:fs";

/** Work that is timed warm is repeated for so many milliseconds and so often at least. */
const LONG_ENOUGH = 400;
const OFTEN_ENOUGH = 3;

/** What is not there: a function of the library that this version lacks, or a package that is not installed. */
export class NotThere extends Error {}

/** The most memory that this process has held, in MB. */
export function peakMemory() {
  // On Linux maxRSS also counts what the parent had when it made this process; the file counts this program alone.
  if (process.platform === "linux") {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"));
    if (found) return Number(found[1]) / 1000;
  }
  return process.resourceUsage().maxRSS / 1000;
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * The seconds of one run: of the first, or warm, the median of many after one that does not count.
 * @param {() => unknown} work
 * @param {boolean} warm
 */
export async function secondsOf(work, warm) {
  const once = async () => {
    const start = performance.now();
    const result = work();
    if (result instanceof Promise) await result;
    return (performance.now() - start) / 1000;
  };
  if (!warm) return once();
  await once();
  const found = [];
  for (
    const start = performance.now();
    found.length < OFTEN_ENOUGH || performance.now() - start < LONG_ENOUGH;
  ) {
    found.push(await once());
  }
  return median(found);
}

/**
 * Runs the task that the command line names as JSON, and prints seconds and memory as JSON.
 * @param {Record<string, (given: any) => unknown>} tasks each prepares its work and returns it as a function, or a
 * promise of one
 */
export async function runTask(tasks) {
  const given = JSON.parse(process.argv[2]);
  try {
    const work = await tasks[given.task](given);
    const seconds = await secondsOf(work, given.warm ?? false);
    console.log(JSON.stringify({ seconds, memory: peakMemory() }));
  } catch (error) {
    const lacking =
      error instanceof NotThere || error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND";
    console.log(JSON.stringify({ [lacking ? "missing" : "failed"]: error.message.split("\n")[0] }));
  }
  // Pools of workers that wait for more would keep the process.
  process.exit();
}
