/** The words of shared memory through which another thread can stop the code of one cell. */
export interface RunWords {
  /** Running code ends when the first is not 0, the reason; it looks whether it should when the second is not. */
  stopWord: Int32Array;
  /** Twice the running cell's number, plus one when it is stopped; and the interrupt that was heard of last. */
  state: Int32Array;
}

/** Fresh words, for a kernel that starts. */
export function newRunWords(stopWord: Int32Array): RunWords {
  return { stopWord, state: new Int32Array(new SharedArrayBuffer(8)) };
}

/** What the threads know of the cell that runs, so that one can stop the other's cell, and only the one that it means. */
export class RunState {
  constructor(readonly words: RunWords) {}

  /** The number of the running cell, 0 when there is none. */
  get running(): number {
    return Atomics.load(this.words.state, phase) >> 1;
  }

  /**
   * On the main thread: a cell begins.
   * @param run Its number among all that the kernel has run, from 1.
   */
  begin(run: number): void {
    this.end(); // Code that an earlier cell has left behind may have been stopped.
    Atomics.store(this.words.state, phase, run << 1);
  }

  /** On the main thread: the code has ended; an interrupt from now on is not meant for what comes next. */
  end(): void {
    const { stopWord, state } = this.words;
    const wasStopped = (Atomics.exchange(state, phase, 0) & 1) === 1;
    // The other thread has just said so, and is about to set the word.
    if (wasStopped) Atomics.wait(stopWord, 0, 0, ANSWER_PATIENCE);
    Atomics.store(stopWord, 0, 0);
    Atomics.store(stopWord, 1, 0);
  }

  /**
   * Has the code of a cell end; of run 0, what ended cells have left behind.
   * @param reason What the stop word is set to, not 0.
   * @returns Whether that cell still runs.
   */
  stop(run: number, reason: number): boolean {
    const { stopWord, state } = this.words;
    const before = Atomics.compareExchange(state, phase, run << 1, (run << 1) | 1);
    if (before >> 1 !== run) return false;
    if (before === run << 1) {
      Atomics.store(stopWord, 0, reason);
      Atomics.store(stopWord, 1, 1);
      Atomics.notify(stopWord, 0);
    }
    return true;
  }

  /** From another thread: has the running code look at what only its own thread can see. */
  askForAttention(): void {
    Atomics.store(this.words.stopWord, 1, 1);
  }

  /** On the main thread: it has heard of an interrupt, so that it is not stuck in code. */
  acknowledge(interrupt: number): void {
    Atomics.store(this.words.state, heard, interrupt);
  }

  /** Whether the cell still runs, on a main thread that has not heard of the interrupt. */
  isStuck(run: number, interrupt: number): boolean {
    return this.running === run && Atomics.load(this.words.state, heard) < interrupt;
  }
}

/** Indices of the state's words. */
const [phase, heard] = [0, 1];
/** Milliseconds; the other thread needs microseconds. */
const ANSWER_PATIENCE = 100;
