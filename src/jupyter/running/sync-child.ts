/** Tells another thread that the main thread waits for a child process, which it cannot end itself. */

/** The first number is 0 while the main thread waits for none; else one more than the number of ids that follow. */
export const syncChildFlags: Int32Array = new Int32Array(
  new SharedArrayBuffer(1024 * Int32Array.BYTES_PER_ELEMENT),
);

/**
 * Runs a function that waits for a child process.
 * @param others The ids of the child processes that run already.
 */
export function waitForChild<T>(others: Iterable<number>, wait: () => T): T {
  const known = [...others].slice(0, syncChildFlags.length - 1);
  known.forEach((id, index) => Atomics.store(syncChildFlags, index + 1, id));
  Atomics.store(syncChildFlags, 0, known.length + 1);
  try {
    return wait();
  } finally {
    Atomics.store(syncChildFlags, 0, 0);
  }
}

/** The ids of the other child processes while the main thread waits for one; else undefined. */
export function knownChildren(flags: Int32Array): Set<number> | undefined {
  const length = Atomics.load(flags, 0);
  return length === 0 ? undefined : new Set(flags.slice(1, length));
}
