import type { RunState } from "./run-state";

/** Milliseconds between two looks: while memory is scarce, and else. */
const [soon, later] = [10, 100];

/**
 * From another thread, asks the running cell to look at its memory when the process has become large. How much of
 * it are the cell's values is known on the cell's own thread only.
 * @param limit Bytes that the main thread's values can take.
 */
export function pollMemory(state: RunState, limit: number): void {
  const isLarge = process.memoryUsage.rss() > limit / 2;
  if (isLarge && state.running !== 0) state.askForAttention();
  setTimeout(() => pollMemory(state, limit), isLarge ? soon : later);
}
