/** How much memory JavaScript's values may take and do take; each thread sees only its own. */
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** V8's limit includes the space for new values; the rest of the heap is full before that. */
const newSpace = 48 * 2 ** 20;

/** Bytes that this thread's values can take before V8 ends the process. */
export function heapLimit(): number {
  const { heap_size_limit: limit } = getHeapStatistics();
  return Math.max(limit - newSpace, limit / 2);
}

/** Bytes that values take, including those that are no longer reachable. */
export function heapUsed(): number {
  return getHeapStatistics().used_heap_size;
}

let garbageCollector: (() => void) | undefined;

/** Collects the unreachable values, which takes about a second per GB. */
export function collectGarbage(): void {
  if (garbageCollector === undefined) {
    setFlagsFromString("--expose-gc");
    garbageCollector = runInNewContext("gc") as () => void;
    setFlagsFromString("--no-expose-gc");
  }
  garbageCollector();
}
