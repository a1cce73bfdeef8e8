/** One run of a kernel's tasks on several threads. */
import type { Heap } from "./heap";
import { looked } from "./looking";
import { LostThread } from "./lost-thread";
import { callHelpers, endHelpers, forgetWhenCollected, hasHelpers, sharedWords } from "./pool";
import { roundEnds } from "./tasks";
import type { RunOptions, Tasks } from "./tasks";
import { CLOSED, LOOKING, NUMBERS_AT, WORDS } from "./words";

/** Milliseconds between two looks at whether to stop, while waiting. */
const WAIT = 50;
/** A thread that has ended no task in so many waits, though tasks take milliseconds, is lost. */
const PATIENCE = 100;
/** Runs are numbered up to this, then from 1 again. */
const MOST_RUNS = 2 ** 30;

/** Heaps by numbers, from 1. */
const heapNumbers = new WeakMap<Heap, number>();
let heaps = 0;

function numberOf(heap: Heap): number {
  const known = heapNumbers.get(heap);
  if (known !== undefined) return known;
  heapNumbers.set(heap, ++heaps);
  forgetWhenCollected(heap, heaps);
  return heaps;
}

type How = Omit<RunOptions, "threads">;

/** From so many operations on, a second thread saves more than it takes to call it, or to start it first. */
const WORTH_CALLING = 1.5e6;
const WORTH_STARTING = 4e6;

/** As `runTasks`, on several threads. @returns null where the caller's alone is to run them. */
export function runTogether(heap: Heap, work: Tasks, how: RunOptions, from: number): number | null {
  if (!heap.shared) return null;
  const worth = hasHelpers() ? WORTH_CALLING : WORTH_STARTING;
  const helping = work.operations > worth ? Math.min(how.threads, work.tasks) - 1 : 0;
  if (helping > 0) return new SharedRun(heap, work, from).execute(helping, how);
  // JavaScript may have been terminated in the middle of a run: a thread may be at work on some heap.
  if (hasHelpers()) endRun(sharedWords());
  return null;
}

/** One at a time is open; the caller takes part in it. */
class SharedRun {
  private readonly words: Int32Array;
  private readonly number: number;
  private readonly ends: readonly number[];

  constructor(
    private readonly heap: Heap,
    private readonly work: Tasks,
    private readonly from: number,
  ) {
    this.words = sharedWords();
    this.ends = roundEnds(work);
    this.number = (this.words[WORDS.run] % MOST_RUNS) + 1;
  }

  /** @returns how many tasks have ended. @throws what `check` throws, when no task runs any more; LostThread. */
  execute(helping: number, { check, isOver, meanwhile }: How): number {
    endRun(this.words);
    this.open();
    const { module, memory } = this.heap;
    callHelpers(
      helping,
      { module: module.module(true), memory, mathematics: module.mathematics?.module() },
      { heap: numberOf(this.heap), run: this.number },
    );
    let isLost = false;
    try {
      meanwhile?.();
      return this.takeTasks(check, isOver);
    } catch (error) {
      isLost = error instanceof LostThread;
      throw error;
    } finally {
      if (!isLost) endRun(this.words);
    }
  }

  /** Writes down what there is to do: nobody is at work who could read it meanwhile. */
  private open(): void {
    const { words } = this;
    const { kernel, numbers, tasks, perRound = tasks } = this.work;
    words[WORDS.kernel] = Object.keys(this.heap.exports).indexOf(kernel);
    words[WORDS.tasks] = tasks;
    words[WORDS.perRound] = perRound;
    words[WORDS.numbers] = numbers.length;
    words[WORDS.rounds] = this.ends.length;
    words.set(this.ends, WORDS.ends);
    new Float64Array(words.buffer, NUMBERS_AT).set(numbers);
    Atomics.store(words, WORDS.next, this.from);
    Atomics.store(words, WORDS.ended, this.from);
    Atomics.store(words, WORDS.stop, 0);
    Atomics.store(words, WORDS.run, this.number);
    Atomics.store(words, WORDS.working, 0);
  }

  private takeTasks(check: () => void, isOver?: () => boolean): number {
    const { words } = this;
    const { kernel, numbers, tasks } = this.work;
    const run = this.heap.exports[kernel];
    for (;;) {
      this.look(check);
      if (isOver?.() === true) break;
      const task = Atomics.add(words, WORDS.next, 1);
      if (task >= tasks) break;
      this.waitFor(this.before(task), check);
      // eslint-disable-next-line factorlab/no-spread-arguments -- a kernel has some twenty arguments
      run(...numbers, task, 0);
      Atomics.add(words, WORDS.ended, 1);
      Atomics.notify(words, WORDS.ended);
    }
    // Nobody takes one of the others any more; those that were taken are ended.
    const taken = Math.min(tasks, Atomics.exchange(words, WORDS.next, tasks));
    this.waitFor(taken, check);
    return taken;
  }

  private look(check: () => void): void {
    check();
    // What was asked has run kernels itself: nothing is known of this run any more.
    if (this.words[WORDS.run] !== this.number) throw new LostThread("another run began within this one");
  }

  /** How many tasks have to end before this one. */
  private before(task: number): number {
    const { tasks, perRound = tasks } = this.work;
    if (this.ends.length === 0) return task - (task % perRound);
    return this.ends.reduce((begin, end) => (task >= end ? end : begin), 0);
  }

  private waitFor(ended: number, check: () => void): void {
    const look = (): void => {
      this.look(check);
    };
    waitUntil(this.words, WORDS.ended, (now) => now >= ended, look);
  }
}

/** Waits until no thread is at work, and lets none begin. Does nothing where no run is open. */
function endRun(words: Int32Array): void {
  if (Atomics.load(words, WORDS.working) === CLOSED) return;
  Atomics.store(words, WORDS.stop, 1);
  Atomics.notify(words, WORDS.ended);
  do waitUntil(words, WORDS.working, (now) => now === 0);
  while (Atomics.compareExchange(words, WORDS.working, 0, CLOSED) !== 0);
}

/** Waits until a word is as it should be. @throws LostThread where nothing moves any more. */
function waitUntil(
  words: Int32Array,
  word: number,
  isDone: (now: number) => boolean,
  look?: () => void,
): void {
  if (looked(() => isDone(Atomics.load(words, word)), LOOKING)) return;
  for (let still = 0; ;) {
    const now = Atomics.load(words, word);
    if (isDone(now)) return;
    still = Atomics.wait(words, word, now, WAIT) === "timed-out" ? still + 1 : 0;
    look?.();
    if (still < PATIENCE) continue;
    endHelpers();
    throw new LostThread("a thread of the training has ended");
  }
}
