import type { RunState } from "../../session/running/run-state";

/** Milliseconds between two checks: while memory is scarce, and otherwise. */
const [scarceInterval, normalInterval] = [10, 100];

/**
 * From another thread, asks the running cell to check its memory when the process has become large. Only the cell's
 * own thread knows how much of it the cell's values take.
 * @param limit Bytes that the main thread's values can take.
 */
export function pollMemory(state: RunState, limit: number): void {
  const isLarge = process.memoryUsage.rss() > limit / 2;
  if (isLarge && state.running !== 0) state.askForAttention();
  setTimeout(() => pollMemory(state, limit), isLarge ? scarceInterval : normalInterval);
}
