/** How much memory JavaScript's values may take, and how much they do: each thread knows its own only. */
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** V8 counts the space for new values in; what counts for us is full before that. */
const newSpace = 48 * 2 ** 20;

/** Bytes that the values of this thread can take before V8 ends the process. */
export function heapLimit(): number {
  const { heap_size_limit: limit } = getHeapStatistics();
  return Math.max(limit - newSpace, limit / 2);
}

/** Bytes that values take, with those that nobody can reach any more. */
export function heapUsed(): number {
  return getHeapStatistics().used_heap_size;
}

let garbageCollector: (() => void) | undefined;

/** Has the unreachable values collected: about a second per GB. */
export function collectGarbage(): void {
  if (garbageCollector === undefined) {
    setFlagsFromString("--expose-gc");
    garbageCollector = runInNewContext("gc") as () => void;
    setFlagsFromString("--no-expose-gc");
  }
  garbageCollector();
}
