import { afterEach, beforeEach, vi } from "vitest";
import { systemClock } from "../../src/training/clock";

/** What a test does while a live training pauses. */
export interface SlowClock {
  /** How often it has paused in this test. */
  pauses: number;
  /** Called in each pause, with its number from 1. */
  inPause: (pause: number) => void;
}

/** For the tests of a file: each look at the clock takes twenty milliseconds, so that a slice has room for one task. */
export function slowClock(): SlowClock {
  const clock: SlowClock = { pauses: 0, inPause: () => undefined };
  beforeEach(() => {
    let time = 0;
    Object.assign(clock, { pauses: 0, inPause: () => undefined });
    vi.spyOn(systemClock, "now").mockImplementation(() => (time += 20));
    vi.spyOn(systemClock, "pause").mockImplementation(async () => {
      await Promise.resolve();
      clock.inPause(++clock.pauses);
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return clock;
}
