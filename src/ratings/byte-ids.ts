import type { IdIndex } from "./ids";

/** After so many other ids with nearly the same hash, an id is looked for by its text. */
const MOST_TRIES = 64;

/**
 * The indices of ids by their bytes: the text of an id is made once, however many ratings have it. Ids that differ in
 * spaces around them have other bytes, and one index.
 */
export class ByteIds {
  /** For each slot, the number of an entry plus 1. */
  private slots = new Int32Array(1024);
  private count = 0;
  private hashes = new Int32Array(512);
  private indices = new Int32Array(512);
  /** Where the bytes of each entry begin in `kept`, and at last where they end. */
  private offsets = new Float64Array(513);
  private kept = new Uint8Array(8192);

  constructor(
    private readonly ids: IdIndex,
    private readonly decode: (bytes: Uint8Array) => string,
  ) {}

  /** The index of the id that the bytes spell, which is added if it is new; −1 where there is nothing but spaces. */
  indexOf(bytes: Uint8Array, from: number, to: number): number {
    let hash = 0x811c9dc5 | 0;
    for (let k = from; k < to; k++) hash = Math.imul(hash ^ bytes[k], 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const slot = (hash + tries) & mask;
      const entry = this.slots[slot] - 1;
      if (entry < 0) return this.added(bytes, from, to, hash, slot);
      if (this.hashes[entry] === hash && this.isEntry(entry, bytes, from, to)) return this.indices[entry];
    }
    return this.indexOfText(bytes, from, to);
  }

  private isEntry(entry: number, bytes: Uint8Array, from: number, to: number): boolean {
    const { kept } = this;
    const start = this.offsets[entry];
    if (this.offsets[entry + 1] - start !== to - from) return false;
    for (let k = from, at = start; k < to; k++, at++) if (kept[at] !== bytes[k]) return false;
    return true;
  }

  private indexOfText(bytes: Uint8Array, from: number, to: number): number {
    const id = this.decode(bytes.subarray(from, to)).trim();
    return id === "" ? -1 : this.ids.add(id);
  }

  private added(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const index = this.indexOfText(bytes, from, to);
    if (index < 0) return -1;
    this.makeRoom(to - from);
    const start = this.offsets[this.count];
    this.kept.set(bytes.subarray(from, to), start);
    this.hashes[this.count] = hash;
    this.indices[this.count] = index;
    this.offsets[this.count + 1] = start + to - from;
    this.slots[slot] = ++this.count;
    if (2 * this.count > this.slots.length) this.spread();
    return index;
  }

  /** Doubles the slots. */
  private spread(): void {
    const slots = new Int32Array(2 * this.slots.length);
    for (let entry = 0; entry < this.count; entry++) {
      let slot = this.hashes[entry] & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = entry + 1;
    }
    this.slots = slots;
  }

  private makeRoom(bytes: number): void {
    const needed = this.offsets[this.count] + bytes;
    if (needed > this.kept.length) this.kept = doubled(this.kept, Math.max(needed, 2 * this.kept.length));
    if (this.count < this.hashes.length) return;
    const length = 2 * this.count;
    this.hashes = doubled(this.hashes, length);
    this.indices = doubled(this.indices, length);
    this.offsets = doubled(this.offsets, length + 1);
  }
}

function doubled<Kind extends Uint8Array | Int32Array | Float64Array>(numbers: Kind, length: number): Kind {
  const more = new (numbers.constructor as new (length: number) => Kind)(length);
  more.set(numbers);
  return more;
}
