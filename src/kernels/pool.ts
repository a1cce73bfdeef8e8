/** The threads of the process that help with kernels. They start with the first run that pays, and end with the process. */
import { FORGET, WORKER_SOURCE } from "./worker-source";
import type { Assignment, KernelParts } from "./worker-source";
import { CLOSED, IDLE, MOST_NUMBERS, NUMBERS_AT, WORDS } from "./words";

interface Worker {
  postMessage(message: unknown): void;
  unref(): void;
  on(event: "exit" | "error", listener: () => void): void;
  terminate(): unknown;
}
interface WorkerThreads {
  readonly Worker: new (source: string, options: object) => Worker;
}
interface NodeProcess {
  getBuiltinModule?(name: "node:worker_threads"): WorkerThreads;
  getBuiltinModule?(name: "node:os"): { availableParallelism(): number };
}

const { process } = globalThis as { process?: NodeProcess };

interface Helper {
  readonly worker: Worker;
  /** The number of the heap that its kernels are on; undefined where it has none. */
  heap?: number;
}

/** One by one, as thread 1, 2 …; undefined where one has ended. */
let helpers: (Helper | undefined)[] = [];
let words: Int32Array | undefined;

/** A thread would keep the memory of its last run although nobody else does. */
const collected = new FinalizationRegistry<number>((heap) => {
  for (const helper of helpers) {
    if (helper?.heap !== heap) continue;
    helper.worker.postMessage(FORGET);
    helper.heap = undefined;
  }
});

/** Lets threads forget a heap as soon as nobody else has it. @param number the heap's. */
export function forgetWhenCollected(heap: object, number: number): void {
  collected.register(heap, number);
}

/** How many threads the machine runs at once; 1 where threads cannot share memory with one that waits. */
export function processors(): number {
  return process?.getBuiltinModule?.("node:os").availableParallelism() ?? 1;
}

/** See {@link WORDS}. */
export function sharedWords(): Int32Array {
  if (words === undefined) {
    words = new Int32Array(new SharedArrayBuffer(NUMBERS_AT + MOST_NUMBERS * Float64Array.BYTES_PER_ELEMENT));
    words[WORDS.working] = CLOSED;
  }
  return words;
}

/** Whether threads have been started. */
export const hasHelpers = (): boolean => helpers.length > 0;

/** Starts up to `count` threads, which take tens of milliseconds to begin; it does not wait for them. */
export function startHelpers(count: number): void {
  for (let thread = 1; thread <= count; thread++) {
    helpers[thread] ??= startHelper(thread);
    if (helpers[thread] === undefined) break;
  }
}

function startHelper(thread: number): Helper | undefined {
  const Worker = process?.getBuiltinModule?.("node:worker_threads").Worker;
  if (Worker === undefined) return undefined;
  try {
    const worker = new Worker(WORKER_SOURCE, { eval: true, name: "factorlab", stdin: false, execArgv: [] });
    // A program ends as soon as it has nothing else to do.
    worker.unref();
    const forget = (): void => {
      if (helpers[thread]?.worker === worker) helpers[thread] = undefined;
    };
    worker.on("exit", forget);
    worker.on("error", forget);
    Atomics.store(sharedWords(), WORDS.states + thread, IDLE);
    return { worker };
  } catch {
    return undefined;
  }
}

/** Ends all threads: one of them no longer answers. The next run starts others. */
export function endHelpers(): void {
  for (const helper of helpers) void helper?.worker.terminate();
  helpers = [];
  // A thread that only did not answer may still write to the old ones.
  words = undefined;
}

/** Calls up to `count` threads to a run that is open; they are started where there are fewer. */
export function callHelpers(
  count: number,
  parts: KernelParts,
  call: Omit<Assignment, "parts" | "thread" | "words">,
): void {
  const { heap, run } = call;
  const words = sharedWords();
  for (let thread = 1; thread <= count; thread++) {
    // One that has just worked on the same heap needs no message.
    if (Atomics.compareExchange(words, WORDS.states + thread, -heap, run) === -heap) continue;
    const helper = (helpers[thread] ??= startHelper(thread));
    // The system gives no more of them; the others, or the caller alone, do the work.
    if (helper === undefined) break;
    const known = helper.heap === heap;
    helper.heap = heap;
    helper.worker.postMessage({ ...call, ...(known ? {} : { parts }), thread, words });
  }
}
