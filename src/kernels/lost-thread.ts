import type { Slices } from "./slices";

/** A thread has ended before its work had; what it worked on is half done. */
export class LostThread extends Error {}

export const isLost = (error: unknown): error is LostThread => error instanceof LostThread;

/**
 * Does something that runs tasks; once more, from its beginning, where a thread was lost on the way. Random numbers that it
 * needs are drawn from the same beginning too.
 */
export function* slicesDespiteLostThreads<Result>(work: () => Slices<Result>): Slices<Result> {
  for (;;) {
    try {
      return yield* work();
    } catch (error) {
      // What has lost a thread goes on without any, so that this ends.
      if (!isLost(error)) throw error;
    }
  }
}
