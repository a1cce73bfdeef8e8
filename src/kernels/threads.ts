/** The threads of Node, Deno and Bun; a bundle for pages has no-threads.ts in its place (scripts/lib/module-entries.mjs). */
import type { Heap } from "./heap";
import { LostThread } from "./lost-thread";
import { assign, endHelpers } from "./pool";
import type { Tasks } from "./tasks";
import { WORDS } from "./worker-source";

export { processors } from "./pool";

/** Milliseconds between two looks at whether to stop, while waiting. */
const WAIT = 50;
/** A thread that has ended no task in so many waits, though tasks take milliseconds, is lost. */
const PATIENCE = 100;

/**
 * Runs tasks on `helping` threads besides the caller's.
 * @param meanwhile what the caller's thread does first.
 * @throws what `check` throws, when no task runs any more; LostThread.
 */
export function runShared(
  heap: Heap,
  work: Tasks,
  helping: number,
  check: () => void,
  meanwhile?: () => void,
): void {
  const { kernel, numbers, tasks, perRound = work.tasks } = work;
  // A new one for each run: a thread that comes late finds nothing left to do.
  const words = new Int32Array(
    new SharedArrayBuffer(Object.keys(WORDS).length * Int32Array.BYTES_PER_ELEMENT),
  );
  const module = heap.module.module(true);
  const { memory } = heap;
  assign(helping, {
    module,
    memory,
    mathematics: heap.module.mathematics?.module(),
    kernel,
    numbers,
    tasks,
    perRound,
    words,
  });
  const run = heap.exports[kernel];
  let isLost = false;
  try {
    meanwhile?.();
    for (;;) {
      check();
      const task = Atomics.add(words, WORDS.next, 1);
      if (task >= tasks) break;
      waitUntil(words, () => Atomics.load(words, WORDS.ended) >= task - (task % perRound), check);
      // eslint-disable-next-line factorlab/no-spread-arguments -- a kernel has some twenty arguments
      run(...numbers, task, 0);
      Atomics.add(words, WORDS.ended, 1);
      Atomics.notify(words, WORDS.ended);
    }
    waitUntil(words, () => Atomics.load(words, WORDS.ended) >= tasks, check);
  } catch (error) {
    isLost = error instanceof LostThread;
    throw error;
  } finally {
    Atomics.store(words, WORDS.stop, 1);
    Atomics.notify(words, WORDS.ended);
    if (!isLost) waitUntil(words, () => Atomics.load(words, WORDS.working) === 0);
  }
}

/** @throws LostThread where nothing moves any more. */
function waitUntil(words: Int32Array, isDone: () => boolean, check?: () => void): void {
  let still = 0;
  while (!isDone()) {
    const ended = Atomics.load(words, WORDS.ended);
    if (isDone()) return;
    still = Atomics.wait(words, WORDS.ended, ended, WAIT) === "timed-out" ? still + 1 : 0;
    check?.();
    if (still < PATIENCE) continue;
    endHelpers();
    throw new LostThread("a thread of the training has ended");
  }
}
