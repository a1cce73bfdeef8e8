import { IDLE, LINGERING, LOOKING, NUMBERS_AT, WORDS } from "./words";

/** What a thread is told that is idle. */
export interface Assignment {
  readonly module: object;
  readonly memory: object;
  /** The functions that the module imports are on this one, where it imports any. */
  readonly mathematics?: object;
  /** The number of the heap. */
  readonly heap: number;
  /** The number of the run. */
  readonly run: number;
  /** The number of the thread, from 1. */
  readonly thread: number;
  /** See {@link WORDS}. */
  readonly words: Int32Array;
}

/**
 * The program of a thread: it takes one task after the other until none is left. A task of a round waits until all of the
 * round before have ended. Plain JavaScript, since it is handed over as text: no bundler has to find a file.
 */
export const WORKER_SOURCE: string = `"use strict";
const { parentPort } = require("node:worker_threads");

parentPort.on("message", ({ module, memory, mathematics, heap, run: first, thread, words }) => {
  if (Atomics.load(words, ${WORDS.run}) !== first) return;
  const { exp, log } = mathematics === undefined ? {} : new WebAssembly.Instance(mathematics, {}).exports;
  const kernels = Object.values(new WebAssembly.Instance(module, { env: { memory, exp, log } }).exports);
  const given = new Float64Array(words.buffer, ${NUMBERS_AT});
  const state = ${WORDS.states} + thread;

  for (let called = first; called > 0; called = nextCall()) {
    if (!join(called)) continue;
    try {
      work();
    } finally {
      leave();
    }
  }

  function join(called) {
    for (;;) {
      const working = Atomics.load(words, ${WORDS.working});
      if (working < 0) return false;
      if (Atomics.compareExchange(words, ${WORDS.working}, working, working + 1) === working) break;
    }
    // From here on, no other run begins.
    if (Atomics.load(words, ${WORDS.run}) === called) return true;
    leave();
    return false;
  }

  function leave() {
    Atomics.sub(words, ${WORDS.working}, 1);
    Atomics.notify(words, ${WORDS.working});
  }

  function work() {
    const run = kernels[words[${WORDS.kernel}]];
    const [tasks, perRound] = [words[${WORDS.tasks}], words[${WORDS.perRound}]];
    const ends = words.slice(${WORDS.ends}, ${WORDS.ends} + words[${WORDS.rounds}]);
    const numbers = Array.from(given.subarray(0, words[${WORDS.numbers}]));
    while (Atomics.load(words, ${WORDS.stop}) === 0) {
      const task = Atomics.add(words, ${WORDS.next}, 1);
      if (task >= tasks) break;
      waitFor(before(task, perRound, ends));
      if (Atomics.load(words, ${WORDS.stop}) !== 0) break;
      run(...numbers, task, thread);
      Atomics.add(words, ${WORDS.ended}, 1);
      Atomics.notify(words, ${WORDS.ended});
    }
  }

  function waitFor(before) {
    const isReady = () =>
      Atomics.load(words, ${WORDS.ended}) >= before || Atomics.load(words, ${WORDS.stop}) !== 0;
    if (looked(isReady, ${LOOKING})) return;
    for (;;) {
      const ended = Atomics.load(words, ${WORDS.ended});
      if (isReady()) return;
      Atomics.wait(words, ${WORDS.ended}, ended, 50);
    }
  }

  function nextCall() {
    Atomics.store(words, state, -heap);
    if (!looked(() => Atomics.load(words, state) !== -heap, ${LINGERING}))
      Atomics.compareExchange(words, state, -heap, ${IDLE});
    return Atomics.load(words, state);
  }
});

// How many tasks have to end before this one.
function before(task, perRound, ends) {
  if (ends.length === 0) return task - (task % perRound);
  let begin = 0;
  for (const end of ends) if (task >= end) begin = end;
  return begin;
}

function looked(isDone, milliseconds) {
  if (isDone()) return true;
  for (const end = performance.now() + milliseconds; performance.now() < end;)
    for (let n = 0; n < 50; n++) if (isDone()) return true;
  return false;
}
`;
