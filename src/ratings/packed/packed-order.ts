import { runTasks } from "../../kernels/run";
import type { RunOptions, Tasks } from "../../kernels/run";
import type { ByUser } from "../by-keys";
import type { PackedRows } from "./packed-rows";
import { UnpackedRows } from "./unpacked-rows";

/** A bucket has about so many ratings, which the processor's cache holds twice. */
const BUCKET = 2 ** 15;
/** A record has room for a place in the bucket of 12 bits and an item of 24, and tables of counts for so many buckets. */
const [MOST_SHIFT, MOST_ITEM_BITS, MOST_BUCKETS] = [12, 24, 2 ** 12];
/** A larger bucket, of users who have rated millions of items, is sorted in another way. */
const LARGEST_BUCKET = 2 ** 22;
/** Into so many tasks counting and filling are cut. */
const PARTS = 64;
/** The counts of a digit, for each thread. */
const COUNT_BYTES = 2 ** 13;
const WORD = 4;
/** So many records are unpacked while others are sorted. */
const GROUP = 2 ** 20;
/** A row costs a kernel about as much as so many multiplications. */
const ROW_OPERATIONS = 20;

/** What kernels are told of the chunks: where they are, and which of them each task takes. */
interface Places {
  readonly chunks: number;
  readonly firsts: number;
  readonly parts: number;
}

/** Ratings by user and item, and whether one is there twice. */
export interface PackedOrder {
  readonly sorted: ByUser;
  readonly isRepeating: boolean;
  /** The lowest and the highest value. */
  readonly range: readonly [low: number, high: number];
}

const bitsFor = (count: number): number => 32 - Math.clz32(Math.max(0, count - 1));

/** Sorts packed rows by user and item. The rows stay as they are. */
export class PackedSort {
  private readonly itemBits: number;
  private readonly shift: number;
  private readonly buckets: number;
  private readonly length: number;

  constructor(
    private readonly packed: PackedRows,
    private readonly shape: { readonly rows: number; readonly columns: number },
    private readonly options: RunOptions,
  ) {
    this.length = packed.length;
    this.itemBits = bitsFor(shape.columns);
    const wanted = Math.max(1, Math.ceil(this.length / BUCKET));
    this.shift = Math.min(MOST_SHIFT, Math.max(0, bitsFor(Math.floor(shape.rows / wanted) + 1) - 1));
    this.buckets = Math.ceil(shape.rows / (1 << this.shift));
  }

  /** @returns null where these rows have to be sorted in another way. @throws RangeError where there is no memory. */
  run(): PackedOrder | null {
    if (this.itemBits > MOST_ITEM_BITS || this.buckets > MOST_BUCKETS) return null;
    const places = this.writeChunks();
    const { heap } = this.packed;
    const counts = heap.take(places.parts * this.buckets * WORD);
    this.each("countBuckets", places.parts, [places.chunks, places.firsts, counts, this.buckets, this.shift]);
    const starts = this.startsOf(heap.view("int32", counts, places.parts * this.buckets), places.parts);
    let largest = 0;
    for (let n = 0; n < this.buckets; n++) largest = Math.max(largest, starts[n + 1] - starts[n]);
    if (largest > LARGEST_BUCKET) return null;
    const records = heap.take(this.length * this.recordBytes);
    this.each("fillBuckets", places.parts, [
      ...[places.chunks, places.firsts, counts, this.buckets, this.shift, this.itemBits, records],
      this.packed.timed ? 1 : 0,
    ]);
    return this.sortBuckets(starts, records, largest);
  }

  private get recordBytes(): number {
    return this.packed.timed ? 16 : 8;
  }

  private each(kernel: string, tasks: number, numbers: Tasks["numbers"], meanwhile?: () => void): void {
    const operations = this.length * ROW_OPERATIONS;
    runTasks(this.packed.heap, { kernel, numbers, tasks, operations }, { ...this.options, meanwhile });
  }

  private writeChunks(): Places {
    const { heap, chunks } = this.packed;
    const parts = Math.min(PARTS, chunks.length);
    const at = heap.take((3 * chunks.length + parts + 1) * WORD);
    const words = heap.view("int32", at, 3 * chunks.length + parts + 1);
    chunks.forEach(({ address, capacity, rows }, n) => words.set([address, capacity, rows], 3 * n));
    for (let part = 0; part <= parts; part++)
      words[3 * chunks.length + part] = Math.floor((part * chunks.length) / parts);
    return { chunks: at, firsts: at + 3 * chunks.length * WORD, parts };
  }

  /** Makes the counts of each part and bucket the places where they begin. Returns where each bucket begins. */
  private startsOf(counts: Int32Array, parts: number): Int32Array {
    const starts = new Int32Array(this.buckets + 1);
    let before = 0;
    for (let bucket = 0; bucket < this.buckets; bucket++) {
      starts[bucket] = before;
      for (let part = 0; part < parts; part++) {
        const count = counts[part * this.buckets + bucket];
        counts[part * this.buckets + bucket] = before;
        before += count;
      }
    }
    starts[this.buckets] = before;
    return starts;
  }

  private sortBuckets(starts: Int32Array, records: number, largest: number): PackedOrder {
    const { shape, buckets, options } = this;
    const { heap, timed } = this.packed;
    const threads = Math.min(options.threads, buckets);
    const perThread = largest * this.recordBytes;
    const scratch = heap.take(threads * perThread);
    const counts = heap.take(threads * COUNT_BYTES);
    const offsets = heap.take((shape.rows + 1) * WORD);
    const twice = heap.take(buckets * WORD);
    const startsAt = heap.take(starts.length * WORD);
    heap.view("int32", startsAt, starts.length).set(starts);
    const numbers = [
      ...[startsAt, records, scratch, perThread, counts, offsets, shape.rows, this.shift, this.itemBits],
      ...[timed ? 1 : 0, twice],
    ];
    const rows = new UnpackedRows(this.packed, this.length, this.itemBits, records);
    // One group of buckets after the other; this thread unpacks the one before while others sort.
    for (let first = 0; first < buckets;) {
      let end = first + 1;
      while (end < buckets && starts[end + 1] - starts[first] <= GROUP) end++;
      const before = starts[first];
      this.each("sortBucket", end - first, [...numbers, first], () => rows.unpackTo(before));
      first = end;
    }
    rows.unpackTo(this.length);
    const isRepeating = heap.view("int32", twice, buckets).some((is) => is !== 0);
    const all = heap.view("int32", offsets, shape.rows + 1).slice();
    all[shape.rows] = this.length;
    const { indices, values, timestamps, low, high } = rows;
    return { sorted: { offsets: all, indices, values, timestamps }, isRepeating, range: [low, high] };
  }
}
