import { IDLE, LINGERING, LOOKING, NUMBERS_AT, WORDS } from "./words";

/** What the kernels of a thread are made of, once for all runs on the same heap. */
export interface KernelParts {
  readonly module: object;
  readonly memory: object;
  /** The functions that the module imports are on this one, where it imports any. */
  readonly mathematics?: object;
}

/** What a thread is told that is idle. */
export interface Assignment {
  /** None where the kernels are those of the run before. */
  readonly parts?: KernelParts;
  /** The number of the heap. */
  readonly heap: number;
  /** The number of the run. */
  readonly run: number;
  /** The number of the thread, from 1. */
  readonly thread: number;
  /** See {@link WORDS}. */
  readonly words: Int32Array;
}

/** Tells a thread that nothing runs on its heap any more. */
export const FORGET = "forget";

/**
 * The program of a thread: it takes one task after the other until none is left. A task of a round waits until all of the
 * round before have ended. Plain JavaScript, since it is handed over as text: no bundler has to find a file.
 */
export const WORKER_SOURCE: string = `"use strict";
const { parentPort } = require("node:worker_threads");
let kernels;

parentPort.on("message", (message) => {
  if (message === "${FORGET}") {
    kernels = undefined;
    return;
  }
  const { parts, heap, run: first, thread, words } = message;
  if (parts !== undefined) kernels = kernelsOf(parts);
  if (Atomics.load(words, ${WORDS.run}) !== first) return;
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

function kernelsOf({ module, memory, mathematics }) {
  const { exp, log } = mathematics === undefined ? {} : new WebAssembly.Instance(mathematics, {}).exports;
  return Object.values(new WebAssembly.Instance(module, { env: { memory, exp, log } }).exports);
}

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
