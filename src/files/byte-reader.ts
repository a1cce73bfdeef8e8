/** Reads bytes that come in pieces, one part after another. */
export class ByteReader {
  private readonly chunks: Iterator<Uint8Array>;
  private chunk: Uint8Array = new Uint8Array(0);

  constructor(chunks: Iterable<Uint8Array>) {
    this.chunks = chunks[Symbol.iterator]();
  }

  /** Fills the target with the next bytes; gives how many there were, fewer only at the end. */
  fill(target: Uint8Array): number {
    let filled = 0;
    while (filled < target.length && this.hasMore()) {
      const part = this.chunk.subarray(0, target.length - filled);
      target.set(part, filled);
      filled += part.length;
      this.chunk = this.chunk.subarray(part.length);
    }
    return filled;
  }

  /** Whether there are more bytes. */
  hasMore(): boolean {
    while (this.chunk.length === 0) {
      const next = this.chunks.next();
      if (next.done === true) return false;
      this.chunk = next.value;
    }
    return true;
  }

  /** Closes what the bytes come from. */
  close(): void {
    this.chunks.return?.();
  }
}
