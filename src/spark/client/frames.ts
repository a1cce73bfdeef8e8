import { joined } from "../protocol/wire";

/** Bytes before a message: whether it is compressed, and its length. */
const HEAD = 5;

/** A message as gRPC sends it: whether it is compressed, its length, and itself. */
export function framed(content: Uint8Array): Uint8Array {
  const head = new Uint8Array(HEAD);
  new DataView(head.buffer).setUint32(1, content.length);
  return joined([head, content]);
}

/** What has come of messages; pieces are put together once, as a message of megabytes comes in hundreds of them. */
export class Inbox {
  private pieces: Uint8Array[] = [];
  private length = 0;

  add(piece: Uint8Array): void {
    this.pieces.push(piece);
    this.length += piece.length;
  }

  /** The first message; null where it has not come whole. */
  next(): Uint8Array | null {
    if (this.length < HEAD) return null;
    const head = this.pieces[0].length < HEAD ? this.whole() : this.pieces[0];
    const end = HEAD + new DataView(head.buffer, head.byteOffset).getUint32(1);
    if (this.length < end) return null;
    const all = this.whole();
    this.pieces = [all.subarray(end)];
    this.length -= end;
    return all.subarray(HEAD, end);
  }

  private whole(): Uint8Array {
    const all = this.pieces.length === 1 ? this.pieces[0] : joined(this.pieces);
    this.pieces = [all];
    return all;
  }
}
