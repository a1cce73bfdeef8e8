import type { PackedRows } from "./packed-rows";

/** A record has the item above so many bits of the value. */
const ITEM_SHIFT = 28;
const VALUE_MASK = 0xfffffff;

/** Sorted ratings as columns outside the memory of kernels, unpacked from the first on. */
export class UnpackedRows {
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly timestamps: Float64Array;
  private readonly words: Int32Array;
  private readonly times: Float64Array;
  /** The lowest and the highest value of those unpacked. */
  low = Infinity;
  high = -Infinity;
  private done = 0;

  /** @param records where the sorted records lie. */
  constructor(
    private readonly packed: PackedRows,
    length: number,
    private readonly itemBits: number,
    records: number,
  ) {
    const { heap, timed } = packed;
    this.indices = new Int32Array(length);
    this.values = new Float64Array(length);
    this.timestamps = new Float64Array(timed ? length : 0);
    this.words = heap.view("int32", records, length * (timed ? 4 : 2));
    this.times = heap.view("float64", records, timed ? 2 * length : 0);
  }

  /** Unpacks those before `end` that are not unpacked yet. */
  unpackTo(end: number): void {
    const { indices, values, timestamps, words, times } = this;
    const { timed } = this.packed;
    const known = this.packed.values;
    const step = timed ? 4 : 2;
    const mask = (1 << this.itemBits) - 1;
    let { low: lowest, high: highest } = this;
    for (let k = this.done, at = step * k; k < end; k++, at += step) {
      const low = words[at];
      indices[k] = ((low >>> ITEM_SHIFT) | (words[at + 1] << (32 - ITEM_SHIFT))) & mask;
      const value = known.unpack(low & VALUE_MASK);
      values[k] = value;
      // By comparing, since min and max take several times as long; only they tell −0 from 0.
      if (value < lowest || value === 0) lowest = Math.min(lowest, value);
      if (value > highest || value === 0) highest = Math.max(highest, value);
      if (timed) timestamps[k] = times[2 * k + 1];
    }
    this.done = Math.max(this.done, end);
    this.low = lowest;
    this.high = highest;
  }
}
