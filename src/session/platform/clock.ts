/** Time, and when code runs next; none of it looks up what a cell could have replaced. */
export interface Clock {
  /** Milliseconds since some moment in the past. */
  now(): number;
  /** Calls a function after so many milliseconds. @returns A handle for `cancel`. */
  after(milliseconds: number, callback: () => void): unknown;
  cancel(handle: unknown): void;
  /** Calls a function once the thread has been free for others. */
  turn(callback: () => void): void;
  /** Calls a function as soon as the running code has come to its end, before any timer. */
  soon(callback: () => void): void;
  /** Begins to measure: the function that it returns says for which share of the time, 0 to 1, the thread was busy. */
  busyShare(): () => number;
}
