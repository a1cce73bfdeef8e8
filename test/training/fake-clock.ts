import type { Clock } from "../../src/training/clock";

/** A clock that stands still but when it is told to go on. */
export class FakeClock implements Clock {
  time = 0;
  /** When each pause began, in milliseconds. */
  readonly pauses: number[] = [];
  /** Is called in every pause, as the rest of a program would run then. */
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
