/** How the threads of a pool talk to each other: by a few words of memory that they share. */

import { MOST_ROUNDS } from "./tasks";

/** Where the words stand. */
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
  states: 10 + MOST_ROUNDS,
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
