/** Where the words stand that the threads of one run share. */
export const WORDS = {
  /** The next task that nobody has taken. */
  next: 0,
  /** How many tasks have ended. */
  ended: 1,
  /** Not 0 when no further task is to begin. */
  stop: 2,
  /** How many threads are at work, besides the one that waits for them. */
  working: 3,
} as const;

/** The kernels of a thread, which it makes once for all runs on the same memory. */
export interface KernelsOfThread {
  readonly module: object;
  readonly memory: object;
  /** The functions that the module imports are on this one, where it imports any. */
  readonly mathematics: object | undefined;
}

/** What a thread is told of a run. */
export interface Assignment {
  /** None where the kernels are those of the run before. */
  readonly kernels: KernelsOfThread | undefined;
  readonly kernel: string;
  readonly numbers: readonly number[];
  readonly tasks: number;
  readonly perRound: number;
  /** The number of the thread, from 1; the caller is thread 0. */
  readonly thread: number;
  /** See {@link WORDS}. */
  readonly words: Int32Array;
}

/** Tells a thread that nothing runs on its memory any more. */
export const FORGET = "forget";

/**
 * The program of a thread: it takes one task after the other until none is left. A task of a round waits until all of the
 * round before have ended. Plain JavaScript, since it is handed over as text: no bundler has to find a file.
 */
export const WORKER_SOURCE: string = `"use strict";
const { parentPort } = require("node:worker_threads");
let kernelsOfThread;
const make = ({ module, memory, mathematics }) => {
  const { exp, log } = mathematics === undefined ? {} : new WebAssembly.Instance(mathematics, {}).exports;
  return new WebAssembly.Instance(module, { env: { memory, exp, log } }).exports;
};
parentPort.on("message", (message) => {
  if (message === "${FORGET}") {
    kernelsOfThread = undefined;
    return;
  }
  const { kernels, kernel, numbers, tasks, perRound, thread, words } = message;
  Atomics.add(words, ${WORDS.working}, 1);
  try {
    if (kernels !== undefined) kernelsOfThread = make(kernels);
    const run = kernelsOfThread[kernel];
    while (Atomics.load(words, ${WORDS.stop}) === 0) {
      const task = Atomics.add(words, ${WORDS.next}, 1);
      if (task >= tasks) break;
      const before = task - (task % perRound);
      for (;;) {
        const ended = Atomics.load(words, ${WORDS.ended});
        if (ended >= before || Atomics.load(words, ${WORDS.stop}) !== 0) break;
        Atomics.wait(words, ${WORDS.ended}, ended, 50);
      }
      if (Atomics.load(words, ${WORDS.stop}) !== 0) break;
      run(...numbers, task, thread);
      Atomics.add(words, ${WORDS.ended}, 1);
      Atomics.notify(words, ${WORDS.ended});
    }
  } finally {
    Atomics.sub(words, ${WORDS.working}, 1);
    Atomics.notify(words, ${WORDS.ended});
  }
});
`;
