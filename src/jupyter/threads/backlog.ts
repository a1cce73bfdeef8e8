/** The units in which the backlog is counted, in bytes. */
const UNIT = 1024;
/** The most units on their way, 64 MiB, before the thread that sends has to wait. */
const MOST_UNITS = 2 ** 16;
/** Milliseconds to wait at most: a thread that has died takes nothing any more. */
const PATIENCE = 1000;

/**
 * How much of what one thread has handed to another is still on its way, in memory that both share. A cell in a loop
 * can print faster than the sockets take it: it waits, instead of filling the memory.
 */
export class Backlog {
  constructor(readonly units: Int32Array = new Int32Array(new SharedArrayBuffer(4))) {}

  /** Counts a message before it is handed over; waits while there is too much. @param length In bytes or UTF-16 units. */
  add(length: number): void {
    this.waitBelow(MOST_UNITS, PATIENCE);
    Atomics.add(this.units, 0, unitsOf(length));
  }

  /** In the other thread: the message has been sent. */
  remove(length: number): void {
    Atomics.sub(this.units, 0, unitsOf(length));
    Atomics.notify(this.units, 0);
  }

  /** Waits until everything is sent. @param patience Milliseconds. */
  drain(patience: number): void {
    this.waitBelow(1, patience);
  }

  private waitBelow(limit: number, patience: number): void {
    const end = performance.now() + patience;
    for (;;) {
      const units = Atomics.load(this.units, 0);
      const left = end - performance.now();
      if (units < limit || left <= 0) return;
      Atomics.wait(this.units, 0, units, left);
    }
  }
}

function unitsOf(length: number): number {
  return 1 + Math.floor(length / UNIT);
}
