import type { Clock } from "../../src/training/clock";

/** A clock that stands still unless it is told to go on. */
export class FakeClock implements Clock {
  time = 0;
  /** When each pause began, in milliseconds. */
  readonly pauses: number[] = [];
  /** Called in every pause, when the rest of a program would run. */
  duringPause: () => void = () => undefined;

  now(): number {
    return this.time;
  }

  async pause(): Promise<void> {
    this.pauses.push(this.time);
    await Promise.resolve();
    this.duringPause();
  }
}
