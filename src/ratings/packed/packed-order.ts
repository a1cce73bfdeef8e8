import { despiteLostThreads, LostThread, runTasks } from "../../kernels/run";
import type { RunOptions, Tasks } from "../../kernels/run";
import type { ByUser } from "../by-keys";
import type { PackedRows } from "./packed-rows";
import { POWERS } from "./packed-value";

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
/** So many records are a task. */
const UNPACKED_AT_ONCE = 2 ** 17;
/** A row costs a kernel about as much as so many multiplications. */
const ROW_OPERATIONS = 20;

/** What kernels are told of the chunks: where they are, and which of them each task takes. */
interface Places {
  readonly chunks: number;
  readonly firsts: number;
  readonly parts: number;
}

/** The order of ratings by user and item. */
export interface PackedOrder {
  /** Whether a user and an item are there twice. */
  readonly isRepeating: boolean;
  /** Takes the ratings in this order. The rows are used up. */
  readonly unpack: () => UnpackedRows;
}

/** Ratings by user and item, and the lowest and the highest of their values. */
export interface UnpackedRows extends ByUser {
  readonly range: [low: number, high: number];
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
    private options: RunOptions,
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

  private each(kernel: string, tasks: number, numbers: Tasks["numbers"]): void {
    const operations = this.length * ROW_OPERATIONS;
    try {
      runTasks(this.packed.heap, { kernel, numbers, tasks, operations }, this.options);
    } catch (error) {
      if (error instanceof LostThread) this.options = { ...this.options, threads: 1 };
      throw error;
    }
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
    const tasks = Math.ceil(this.length / UNPACKED_AT_ONCE);
    // Taken here: where there is no memory for it, the rows are still what they were.
    const numbersAt = heap.take(8 * (POWERS.length + 2 * tasks + this.packed.values.others.length));
    heap.view("int32", startsAt, starts.length).set(starts);
    this.each("sortBucket", buckets, [
      ...[startsAt, records, scratch, perThread, counts, offsets, shape.rows, this.shift, this.itemBits],
      ...[timed ? 1 : 0, twice],
    ]);
    const isRepeating = heap.view("int32", twice, buckets).some((is) => is !== 0);
    const all = heap.view("int32", offsets, shape.rows + 1).slice();
    all[shape.rows] = this.length;
    return { isRepeating, unpack: () => this.unpacked(records, all, tasks, numbersAt) };
  }

  private unpacked(records: number, offsets: Int32Array, tasks: number, numbersAt: number): UnpackedRows {
    const { length, itemBits } = this;
    const { heap, timed, values, chunks } = this.packed;
    // The columns go where the chunks are, which lie before the records, and take no more than these.
    const columns = chunks[0].address;
    const valuesAt = columns + 8 * Math.ceil(length / 2);
    const timesAt = valuesAt + 8 * length;
    const { others } = values;
    const numbers = heap.view("float64", numbersAt, POWERS.length + 2 * tasks + others.length);
    numbers.set(POWERS);
    numbers.set(others, POWERS.length + 2 * tasks);
    const rangesAt = numbersAt + 8 * POWERS.length;
    // A thread that was lost only writes what is there already.
    despiteLostThreads(() => {
      this.each("unpackRecords", tasks, [
        ...[records, length, UNPACKED_AT_ONCE, itemBits, numbersAt, rangesAt + 16 * tasks, timed ? 1 : 0],
        ...[columns, valuesAt, timesAt, rangesAt],
      ]);
    });
    return {
      offsets,
      indices: heap.view("int32", columns, length).slice(),
      values: heap.view("float64", valuesAt, length).slice(),
      timestamps: heap.view("float64", timesAt, timed ? length : 0).slice(),
      range: rangeOf(heap.view("float64", rangesAt, 2 * tasks)),
    };
  }
}

/** The lowest and the highest of pairs of both. */
function rangeOf(pairs: Float64Array): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (let k = 0; k < pairs.length; k += 2) {
    low = Math.min(low, pairs[k]);
    high = Math.max(high, pairs[k + 1]);
  }
  return [low, high];
}
