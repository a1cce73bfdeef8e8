/** Where the words stand that all threads of a pool share. */
export const WORDS = {
  /** The next task that nobody has taken. */
  next: 0,
  /** How many tasks have ended. */
  ended: 1,
  /** Not 0 when no further task is to begin. */
  stop: 2,
  /** How many threads are at work, besides the one that waits for them; {@link CLOSED} between two runs. */
  working: 3,
  /** The number of the run, so that a thread that comes late does not take part in the next one. */
  run: 4,
  /** Which kernel of the module it is. */
  kernel: 5,
  /** How many tasks there are. */
  tasks: 6,
  /** How many tasks a round has. */
  perRound: 7,
  /** How many rounds are counted one by one. */
  rounds: 8,
  /** How many numbers the kernel is called with, before those of the task and of the thread. */
  numbers: 9,
  /** From here on, the numbers of the tasks with which the rounds end that are counted. */
  ends: 10,
  /** From here on, one word for each thread, see {@link IDLE}; the caller is thread 0. */
  states: 18,
} as const;

/** No run is open that a thread could join. */
export const CLOSED = -1;
/**
 * The state of a thread that waits for a message. One that has just worked looks for a while whether there is more to do, and
 * says so by the number of its heap, below zero. Whoever calls it then writes the number of the run there, which is above.
 */
export const IDLE = 0;

/** A run has at most so many threads. */
export const MOST_THREADS = 256;
/** Kernels are called with at most so many numbers. */
export const MOST_NUMBERS = 64;
/** Where the numbers begin behind the words. */
export const NUMBERS_AT: number = 8 * Math.ceil((WORDS.states + MOST_THREADS) / 2);

/** For so many milliseconds a thread looks again and again, before it waits: to be woken takes about as long. */
export const LOOKING = 0.1;
/** For so many milliseconds a thread stays awake after a run. */
export const LINGERING = 0.3;

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
