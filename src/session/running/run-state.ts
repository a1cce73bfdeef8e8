import { isShared, sharedNumbers } from "./shared-numbers";

/** The shared memory through which another thread can stop the code of one cell. */
export interface RunFlags {
  /** The flags that running code looks at; see running/interrupt.ts. */
  interruptFlag: Int32Array;
  /** Twice the running cell's number, plus one when it is stopped; and the latest interrupt that was acknowledged. */
  state: Int32Array;
}

/** The flags of a kernel that starts. */
export function newRunFlags(interruptFlag: Int32Array): RunFlags {
  return { interruptFlag, state: sharedNumbers(2) };
}

/** What both threads know of the running cell, so that one can stop the cell of the other, and no later one. */
export class RunState {
  constructor(readonly flags: RunFlags) {}

  /** The number of the running cell; 0 when none runs. */
  get running(): number {
    return Atomics.load(this.flags.state, phase) >> 1;
  }

  /**
   * Marks the beginning of a cell, on the main thread.
   * @param run Its number among all that the kernel has run, from 1.
   */
  begin(run: number): void {
    // Code that an earlier cell has left behind may have been stopped, even between these two lines.
    do this.end();
    while (Atomics.compareExchange(this.flags.state, phase, 0, run << 1) !== 0);
  }

  /**
   * Marks the end of the code, on the main thread; an interrupt from now on does not reach the next cell.
   * @returns The reason for which the code was to be stopped; 0 when it was not.
   */
  end(): number {
    return this.clear(0);
  }

  /** Clears the flags, on the main thread, which is no longer blocked; the code that runs may be stopped again. */
  release(): void {
    this.clear(this.running << 1);
  }

  /** Marks, on the main thread, that stopped code goes on, because it cleans up: it can be stopped once more. */
  resume(): void {
    const { state } = this.flags;
    const now = Atomics.load(state, phase);
    Atomics.compareExchange(state, phase, now | 1, now & ~1);
  }

  private clear(next: number): number {
    const { interruptFlag, state } = this.flags;
    const wasStopped = (Atomics.exchange(state, phase, next) & 1) === 1;
    // The other thread has just marked the cell, and is about to set the flag.
    if (wasStopped && isShared(interruptFlag)) Atomics.wait(interruptFlag, 0, 0, ANSWER_PATIENCE);
    const reason = Atomics.exchange(interruptFlag, 0, 0);
    Atomics.store(interruptFlag, 1, 0);
    return wasStopped ? reason : 0;
  }

  /**
   * Asks the code of a cell to end; for run 0, the code that ended cells have left behind.
   * @param reason The value for the interrupt flag, not 0.
   * @returns Whether the cell still runs.
   */
  stop(run: number, reason: number): boolean {
    const { interruptFlag, state } = this.flags;
    const before = Atomics.compareExchange(state, phase, run << 1, (run << 1) | 1);
    if (before >> 1 !== run) return false;
    if (before === run << 1) {
      Atomics.store(interruptFlag, 0, reason);
      Atomics.store(interruptFlag, 1, 1);
      Atomics.store(interruptFlag, 2, 1);
      Atomics.notify(interruptFlag, 0);
    }
    return true;
  }

  /** From another thread: asks the running code to check what only its own thread can see. */
  askForAttention(): void {
    Atomics.store(this.flags.interruptFlag, 1, 1);
  }

  /** On the main thread: confirms an interrupt, which shows that the thread is not stuck in code. */
  acknowledge(interrupt: number): void {
    Atomics.store(this.flags.state, acknowledged, interrupt);
  }

  /** Whether an interrupted cell cleans up, on the main thread. */
  get isCleaningUp(): boolean {
    return Atomics.load(this.flags.interruptFlag, 3) !== 0;
  }

  /** Whether the cell still runs, and the main thread has not acknowledged the interrupt. */
  isStuck(run: number, interrupt: number): boolean {
    return this.running === run && Atomics.load(this.flags.state, acknowledged) < interrupt;
  }
}

/** Indices into the state. */
const [phase, acknowledged] = [0, 1];
/** Milliseconds; the other thread needs microseconds. */
const ANSWER_PATIENCE = 100;
