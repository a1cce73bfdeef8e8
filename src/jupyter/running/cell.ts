import { AsyncLocalStorage } from "node:async_hooks";
import { StringDecoder } from "node:string_decoder";
import type { Message } from "../protocol/wire";

export type StreamName = "stdout" | "stderr";

/** One execution of a cell; all its output, also later, belongs to its request. */
export class Cell {
  /** Whether the cell was interrupted; the code that is left of it ends at its next check. */
  interrupted = false;
  /** Whether the kernel has gone on to the next cell. */
  hasEnded = false;
  private readonly interruptCallbacks = new Set<() => void>();
  private readonly decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };

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
    if (typeof chunk !== "string") return decoder.write(Buffer.from(chunk));
    const isText = encoding === undefined || /^(utf-?8|utf-?16le|ucs-?2)$/i.test(encoding);
    return isText ? decoder.end() + chunk : decoder.write(Buffer.from(chunk, encoding));
  }

  /** The rest of a character that was never completed. */
  decodeEnd(name: StreamName): string {
    return this.decoders[name].end();
  }
}

const storage = new AsyncLocalStorage<Cell>();
let latest: Cell | undefined;

/** Runs a cell's code; timers and promises created in it belong to the cell even after it has ended. */
export function runInCell<T>(cell: Cell, run: () => T): T {
  latest = cell;
  return storage.run(cell, run);
}

/** The cell that the running code belongs to; the latest cell where Node cannot tell. */
export function currentCell(): Cell | undefined {
  return storage.getStore() ?? latest;
}
