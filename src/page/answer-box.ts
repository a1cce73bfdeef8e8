/** The memory through which the answer of a person comes to a worker that waits for it. */
import { stopIfInterrupted } from "../session/running/interrupt";

/** Shared between page and worker. */
export interface AnswerBox {
  /** Whether there is an answer, and how many bytes it has. */
  state: Int32Array;
  bytes: Uint8Array;
}

/** Bytes that an answer may have; a person types fewer. */
const mostBytes = 2 ** 20;
const [isGiven, length] = [0, 1];
/** Milliseconds between two looks at whether the cell was interrupted. */
const wakeTime = 50;
const { wait } = Atomics;

/** A box for a page that may share memory; undefined where it may not. */
export function newAnswerBox(): AnswerBox | undefined {
  if (!globalThis.crossOriginIsolated) return undefined;
  return {
    state: new Int32Array(new SharedArrayBuffer(8)),
    bytes: new Uint8Array(new SharedArrayBuffer(mostBytes)),
  };
}

/** In the worker: empties the box, before somebody is asked. */
export function emptyBox({ state }: AnswerBox): void {
  Atomics.store(state, isGiven, 0);
}

/** In the worker: waits for the answer. @throws KeyboardInterrupt when the cell is interrupted meanwhile. */
export function takeAnswer({ state, bytes }: AnswerBox): string {
  while (Atomics.load(state, isGiven) === 0) {
    wait(state, isGiven, 0, wakeTime);
    stopIfInterrupted();
  }
  // A copy: a decoder takes no memory that is shared.
  return new TextDecoder().decode(bytes.slice(0, state[length]));
}

/** In the page: gives the answer; what is longer than a megabyte is cut. */
export function giveAnswer({ state, bytes }: AnswerBox, answer: string): void {
  const encoded = new TextEncoder().encode(answer).subarray(0, bytes.length);
  bytes.set(encoded);
  state[length] = encoded.length;
  Atomics.store(state, isGiven, 1);
  Atomics.notify(state, isGiven);
}
