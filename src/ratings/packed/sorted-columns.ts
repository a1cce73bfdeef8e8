import type { GrowingHeap } from "../../kernels/heap";

/** Sorted ratings as columns outside the memory of kernels. */
export class SortedColumns {
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly timestamps: Float64Array;

  constructor(
    private readonly heap: GrowingHeap,
    length: number,
    private readonly timed: boolean,
  ) {
    this.indices = new Int32Array(length);
    this.values = new Float64Array(length);
    this.timestamps = new Float64Array(timed ? length : 0);
  }

  /**
   * Copies the ratings from `from` up to `to`.
   * @param at where their values lie, behind these their times, and then their items, with room for one before the first
   * where `from` is odd: of shared memory, words of 8 bytes are copied at once where both begin alike, and else bytes.
   * @param room how many of each there could be.
   */
  copy(at: number, room: number, from: number, to: number): void {
    const { heap, timed } = this;
    const count = to - from;
    this.values.set(heap.view("float64", at, count), from);
    if (timed) this.timestamps.set(heap.view("float64", at + 8 * room, count), from);
    const items = at + (timed ? 16 : 8) * room + 4 * (from % 2);
    this.indices.set(heap.view("int32", items, count), from);
  }
}
