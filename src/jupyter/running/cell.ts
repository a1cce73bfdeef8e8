import { AsyncLocalStorage } from "node:async_hooks";
import { StringDecoder } from "node:string_decoder";
import { attempt } from "../text/inspect-value";
import { pinMethods } from "../realm/person";
import type { Message } from "../protocol/wire";

const { from: bufferFrom } = Buffer;

export type StreamName = "stdout" | "stderr";

/** One execution of a cell; all its output, also later, belongs to its request. */
export class Cell {
  /** Whether the cell was interrupted; the code that is left of it ends at its next check. */
  interrupted = false;
  /** Whether the kernel has gone on to the next cell. */
  hasEnded = false;
  private readonly interruptCallbacks = new Set<() => void>();
  private readonly decoders = {
    stdout: pinMethods(new StringDecoder("utf8")),
    stderr: pinMethods(new StringDecoder("utf8")),
  };

  /**
   * @param request The message that asked for the execution.
   * @param count The number in the cell's brackets.
   * @param silent Whether nothing is shown.
   */
  constructor(
    readonly request: Message,
    readonly count: number,
    readonly silent: boolean,
  ) {}

  /** Marks the cell as interrupted, and ends what it has left running. */
  interrupt(): void {
    this.interrupted = true;
    for (const end of this.interruptCallbacks) end();
    this.interruptCallbacks.clear();
  }

  /** Registers a function to call when the cell is interrupted; returns one that unregisters it. */
  onInterrupt(end: () => void): () => void {
    this.interruptCallbacks.add(end);
    return () => this.interruptCallbacks.delete(end);
  }

  /** The text of a write; a character split between two buffers waits for its second half. */
  decode(name: StreamName, chunk: string | Uint8Array, encoding?: BufferEncoding): string {
    const decoder = this.decoders[name];
    if (typeof chunk !== "string") return decoder.write(chunk as Buffer);
    const isText = encoding === undefined || /^(utf-?8|utf-?16le|ucs-?2)$/i.test(encoding);
    return isText ? decoder.end() + chunk : decoder.write(bufferFrom(chunk, encoding));
  }

  /** The rest of a character that was never completed. */
  decodeEnd(name: StreamName): string {
    return this.decoders[name].end();
  }
}

const storage = pinMethods(new AsyncLocalStorage<Cell>());
guardPropagation();
let latest: Cell | undefined;

/** Runs a cell's code; timers and promises created in it belong to the cell even after it has ended. */
export function runInCell<T>(cell: Cell, run: () => T): T {
  latest = cell;
  let hasBegun = false;
  const begin = (): T => {
    hasBegun = true;
    return run();
  };
  try {
    return storage.run(cell, begin);
  } catch (error) {
    if (hasBegun) throw error;
    return run(); // A cell has broken what Node needs to keep track.
  }
}

/** The cell that the running code belongs to; the latest cell where Node cannot tell. */
export function currentCell(): Cell | undefined {
  return attempt(() => storage.getStore(), undefined) ?? latest;
}

/** Node 20 hands the cell on by this method, and ends the process where it throws. */
function guardPropagation(): void {
  const pinned = storage as unknown as { _propagate?: (...values: unknown[]) => void };
  const propagate = pinned._propagate;
  if (propagate === undefined) return;
  pinned._propagate = (...values) => attempt(() => Reflect.apply(propagate, storage, values), undefined);
}
