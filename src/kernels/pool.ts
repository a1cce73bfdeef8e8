/** The threads of the process that help with kernels. They start with the first run that pays, and end with the process. */
import { WORKER_SOURCE } from "./worker-source";
import type { Assignment } from "./worker-source";
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

/** One by one, as thread 1, 2 …; undefined where one has ended. */
let workers: (Worker | undefined)[] = [];
let words: Int32Array | undefined;

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
export const hasHelpers = (): boolean => workers.length > 0;

function startWorker(thread: number): Worker | undefined {
  const Worker = process?.getBuiltinModule?.("node:worker_threads").Worker;
  if (Worker === undefined) return undefined;
  try {
    const worker = new Worker(WORKER_SOURCE, { eval: true, name: "factorlab", stdin: false, execArgv: [] });
    // A program ends as soon as it has nothing else to do.
    worker.unref();
    const forget = (): void => {
      if (workers[thread] === worker) workers[thread] = undefined;
    };
    worker.on("exit", forget);
    worker.on("error", forget);
    Atomics.store(sharedWords(), WORDS.states + thread, IDLE);
    return worker;
  } catch {
    return undefined;
  }
}

/** Ends all threads: one of them no longer answers. The next run starts others. */
export function endHelpers(): void {
  for (const worker of workers) void worker?.terminate();
  workers = [];
  // A thread that only did not answer may still write to the old ones.
  words = undefined;
}

/** Calls up to `count` threads to a run that is open; they are started where there are fewer. */
export function callHelpers(count: number, assignment: Omit<Assignment, "thread" | "words">): void {
  const { heap, run } = assignment;
  const words = sharedWords();
  for (let thread = 1; thread <= count; thread++) {
    // One that has just worked on the same heap needs no message.
    if (Atomics.compareExchange(words, WORDS.states + thread, -heap, run) === -heap) continue;
    const worker = (workers[thread] ??= startWorker(thread));
    // The system gives no more of them; the others, or the caller alone, do the work.
    if (worker === undefined) break;
    worker.postMessage({ ...assignment, thread, words });
  }
}
