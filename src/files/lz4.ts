const FRAME = 0x184d2204;
/** What the flags of a frame say. */
const [HAS_SIZE, HAS_BLOCK_CHECKSUMS, HAS_DICTIONARY] = [0x08, 0x10, 0x01];
/** A block that is not packed has this bit in its length. */
const PLAIN = 0x80000000;
const SHORTEST_MATCH = 4;
/** A length of 15 goes on in bytes, up to one that is not 255. */
const [LONG, MORE] = [15, 255];

/**
 * Unpacks an LZ4 frame into at most so many bytes. Checksums are passed over.
 * @see the LZ4 frame format and the LZ4 block format, version 1.6
 * @throws RangeError where it is no whole frame, or is longer.
 */
export function unpackLz4(packed: Uint8Array, most: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (view.getUint32(0, true) !== FRAME) throw new RangeError("no LZ4 frame");
  const flags = packed[4];
  let at = 7 + ((flags & HAS_SIZE) !== 0 ? 8 : 0) + ((flags & HAS_DICTIONARY) !== 0 ? 4 : 0);
  const output = new Lz4Output(4 * packed.length, most);
  for (let word = view.getUint32(at, true); word !== 0; word = view.getUint32(at, true)) {
    const size = (word & ~PLAIN) >>> 0;
    const block = packed.subarray(at + 4, at + 4 + size);
    if (word >= PLAIN) output.add(block);
    else output.unpack(block);
    at += 4 + size + ((flags & HAS_BLOCK_CHECKSUMS) !== 0 ? 4 : 0);
  }
  return output.bytes.subarray(0, output.length);
}

/** Unpacks one raw block of LZ4, as Parquet has them. @throws RangeError where it is none of so many bytes. */
export function unpackLz4Block(block: Uint8Array, length: number): Uint8Array {
  const output = new Lz4Output(length, length);
  output.unpack(block);
  if (output.length !== length) throw new RangeError("an LZ4 block of another length");
  return output.bytes;
}

/** What blocks are unpacked into, one behind the other: each may repeat parts of those before. */
class Lz4Output {
  bytes: Uint8Array;
  length = 0;

  constructor(
    expected: number,
    private readonly most: number,
  ) {
    this.bytes = new Uint8Array(Math.min(expected, most));
  }

  add(bytes: Uint8Array): void {
    this.makeRoom(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  unpack(block: Uint8Array): void {
    let at = 0;
    const longer = (length: number): number => {
      let all = length;
      for (let byte = length === LONG ? MORE : 0; byte === MORE; all += byte) byte = block[at++] ?? 0;
      return all;
    };
    while (at < block.length) {
      const token = block[at++];
      const literals = longer(token >> 4);
      this.add(block.subarray(at, at + literals));
      at += literals;
      if (at >= block.length) return;
      const distance = block[at] | (block[at + 1] << 8);
      at += 2;
      this.repeat(distance, longer(token & LONG) + SHORTEST_MATCH);
    }
  }

  private repeat(distance: number, count: number): void {
    if (distance < 1 || distance > this.length) throw new RangeError("an LZ4 block that is damaged");
    this.makeRoom(count);
    const { bytes } = this;
    // Byte by byte: what is repeated may be what was just written.
    for (let k = 0; k < count; k++, this.length++) bytes[this.length] = bytes[this.length - distance];
  }

  private makeRoom(more: number): void {
    const needed = this.length + more;
    if (needed > this.most) throw new RangeError(`LZ4 that unpacks to more than ${this.most} bytes`);
    if (needed <= this.bytes.length) return;
    const longer = new Uint8Array(Math.min(this.most, Math.max(needed, 2 * this.bytes.length)));
    longer.set(this.bytes);
    this.bytes = longer;
  }
}
