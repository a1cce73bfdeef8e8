import { largest, smallest } from "../../lists";
import { runTasks } from "../../kernels/run";
import type { RunOptions, Tasks } from "../../kernels/run";
import type { ByUser } from "../by-keys";
import type { PackedRows } from "./packed-rows";
import { SortedColumns } from "./sorted-columns";

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
/** The lowest and the highest value of a bucket. */
const RANGE_BYTES = 16;
/** So many records are unpacked while others are sorted. */
const GROUP = 2 ** 19;
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
    const { parts } = places;
    const counts = heap.take(parts * this.buckets * WORD);
    const falls = heap.take(parts * WORD);
    const { buckets, shift } = this;
    this.each("countBuckets", parts, [places.chunks, places.firsts, counts, buckets, shift, falls]);
    const isRising = heap.view("int32", falls, parts).every((falling) => falling === 0);
    const { starts, isInTurn } = this.startsOf(heap.view("int32", counts, parts * buckets), parts);
    const most = largest(Array.from({ length: buckets }, (_, bucket) => starts[bucket + 1] - starts[bucket]));
    if (most > LARGEST_BUCKET) return null;
    // Most files have their ratings user by user, so that those of a bucket lie together as they are.
    const records = isRising && isInTurn ? 0 : this.fillBuckets(places, counts);
    return this.sortBuckets(starts, records, places.chunks, most);
  }

  private fillBuckets({ chunks, firsts, parts }: Places, counts: number): number {
    const records = this.packed.heap.take(this.length * this.recordBytes);
    this.each("fillBuckets", parts, [
      ...[chunks, firsts, counts, this.buckets, this.shift, this.itemBits, records],
      this.packed.timed ? 1 : 0,
    ]);
    return records;
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

  /**
   * Makes the counts of each part and bucket the places where they begin. Returns where each bucket begins, and whether the
   * buckets of each part follow those of the part before.
   */
  private startsOf(counts: Int32Array, parts: number): { starts: Int32Array; isInTurn: boolean } {
    const starts = new Int32Array(this.buckets + 1);
    let before = 0;
    let last = 0;
    let isInTurn = true;
    for (let bucket = 0; bucket < this.buckets; bucket++) {
      starts[bucket] = before;
      for (let part = 0; part < parts; part++) {
        const count = counts[part * this.buckets + bucket];
        counts[part * this.buckets + bucket] = before;
        before += count;
        if (count === 0) continue;
        isInTurn &&= part >= last;
        last = part;
      }
    }
    starts[this.buckets] = before;
    return { starts, isInTurn };
  }

  private sortBuckets(starts: Int32Array, records: number, chunks: number, most: number): PackedOrder {
    const { shape, buckets, options, packed } = this;
    const { heap, timed } = packed;
    const threads = Math.min(options.threads, buckets);
    // Where there are no records, they are made there as well.
    const perThread = most * this.recordBytes * (records === 0 ? 2 : 1);
    const scratch = heap.take(threads * perThread);
    const counts = heap.take(threads * COUNT_BYTES);
    const offsets = heap.take((shape.rows + 1) * WORD);
    const twice = heap.take(buckets * WORD);
    const ranges = heap.take(buckets * RANGE_BYTES);
    const { powers, extras } = packed.values.writeTo(heap);
    const startsAt = heap.take(starts.length * WORD);
    heap.view("int32", startsAt, starts.length).set(starts);
    const numbers = [
      ...[startsAt, records, chunks, scratch, perThread, counts, offsets, shape.rows],
      ...[this.shift, this.itemBits, timed ? 1 : 0, twice, ranges, powers, extras],
    ];
    const groups = groupsOf(starts);
    const room = largest(groups.map(({ from, to }) => to - from)) + 1;
    const turns = [0, 1].map(() => heap.take(room * packed.rowBytes));
    const columns = new SortedColumns(heap, this.length, timed);
    // This thread copies one group of buckets while others sort the next.
    let copy = (): void => undefined;
    groups.forEach(({ first, end, from, to }, turn) => {
      const at = turns[turn % 2];
      this.each("sortBucket", end - first, [...numbers, at, room, from, first], () => copy());
      copy();
      copy = once(() => columns.copy(at, room, from, to));
    });
    copy();
    const { indices, values, timestamps } = columns;
    const all = heap.view("int32", offsets, shape.rows + 1).slice();
    all[shape.rows] = this.length;
    return {
      sorted: { offsets: all, indices, values, timestamps },
      isRepeating: heap.view("int32", twice, buckets).some((is) => is !== 0),
      range: rangeOf(heap.view("float64", ranges, 2 * buckets)),
    };
  }
}

/** Buckets from `first` up to `end` that are sorted together, and which ratings they have. */
interface Group {
  readonly first: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** Groups of up to so many ratings, or of one bucket. */
function groupsOf(starts: Int32Array): Group[] {
  const groups: Group[] = [];
  let first = 0;
  for (let end = 1; end < starts.length; end++) {
    const from = starts[first];
    if (end + 1 < starts.length && starts[end + 1] - from <= GROUP) continue;
    groups.push({ first, end, from, to: starts[end] });
    first = end;
  }
  return groups;
}

/** The lowest and the highest of all, from those of the buckets in turn. */
function rangeOf(ranges: Float64Array): [low: number, high: number] {
  return [smallest(ranges.filter((_, k) => k % 2 === 0)), largest(ranges.filter((_, k) => k % 2 === 1))];
}

/** Does something once, however often it is called. */
function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}
