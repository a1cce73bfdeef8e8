/** The threads of the process that help with kernels. They start with the first run that pays, and end with the process. */
import { FORGET, WORKER_SOURCE } from "./worker-source";
import type { Assignment, KernelsOfThread } from "./worker-source";

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

/** The threads, each with the memory that its kernels are on. */
const workers = new Map<Worker, WeakRef<object> | undefined>();

/** A thread would keep the memory of its last run although nobody else does. */
const unused = new FinalizationRegistry<WeakRef<object>>((memory) => {
  for (const [worker, known] of workers) {
    if (known !== memory) continue;
    worker.postMessage(FORGET);
    workers.set(worker, undefined);
  }
});
const references = new WeakMap<object, WeakRef<object>>();

/** The one reference to a memory, which does not keep it. */
function referenceTo(memory: object): WeakRef<object> {
  const known = references.get(memory);
  if (known) return known;
  const reference = new WeakRef(memory);
  references.set(memory, reference);
  unused.register(memory, reference);
  return reference;
}

/** How many threads the machine runs at once; 1 where threads cannot share memory with one that waits. */
export function processors(): number {
  return process?.getBuiltinModule?.("node:os").availableParallelism() ?? 1;
}

/** Up to `count` threads, which are started where there are fewer. */
function helpers(count: number): Worker[] {
  while (workers.size < count) {
    const worker = startWorker();
    // The system gives no more of them; the others, or the caller alone, do the work.
    if (worker === undefined) break;
    workers.set(worker, undefined);
  }
  return [...workers.keys()].slice(0, count);
}

/** Starts up to `count` threads, which take tens of milliseconds to begin; it does not wait for them. */
export function startHelpers(count: number): void {
  helpers(count);
}

function startWorker(): Worker | undefined {
  const Worker = process?.getBuiltinModule?.("node:worker_threads").Worker;
  if (Worker === undefined) return undefined;
  try {
    const worker = new Worker(WORKER_SOURCE, { eval: true, name: "factorlab", stdin: false, execArgv: [] });
    // A program ends as soon as it has nothing else to do.
    worker.unref();
    worker.on("exit", () => workers.delete(worker));
    worker.on("error", () => workers.delete(worker));
    return worker;
  } catch {
    return undefined;
  }
}

/** Ends all threads: one of them no longer answers. The next run starts others. */
export function endHelpers(): void {
  for (const worker of workers.keys()) void worker.terminate();
  workers.clear();
}

/** Tells up to `count` threads what to do. */
export function assign(
  count: number,
  kernels: KernelsOfThread,
  run: Omit<Assignment, "thread" | "kernels">,
): void {
  const reference = referenceTo(kernels.memory);
  helpers(count).forEach((worker, n) => {
    const isKnown = workers.get(worker) === reference;
    worker.postMessage({ ...run, kernels: isKnown ? undefined : kernels, thread: n + 1 });
    workers.set(worker, reference);
  });
}
