import { GrowingHeap } from "../../kernels/heap";
import { readingKernels } from "../../kernels/reading";
import type { Columns } from "../by-keys";
import { PackedValues } from "./packed-value";

/** So many rows have room in a chunk that grows row by row. */
const CHUNK_ROWS = 2 ** 14;
const WORD = 4;
/** Ids of plain rows have at most seven digits. Of a table for all of them, only what is used becomes memory. */
export const TABLE = 1e7;

/** Rows in the memory of kernels: columns of users, items, packed values and perhaps times, one behind the other. */
export interface Chunk {
  readonly address: number;
  /** How many rows have room. */
  readonly capacity: number;
  /** How many rows there are. */
  rows: number;
}

/** The columns of a chunk. */
interface ChunkViews {
  readonly users: Int32Array;
  readonly items: Int32Array;
  readonly values: Int32Array;
  readonly times: Float64Array;
}

/** Ratings as they are read, 12 bytes each, or 20 with a time, in memory that threads share. */
export class PackedRows {
  readonly heap: GrowingHeap;
  readonly values: PackedValues = new PackedValues();
  readonly chunks: Chunk[] = [];
  /** Tables of the indices of users and items, which lie before all chunks. */
  readonly tables: readonly [users: number, items: number];
  private open: ChunkViews | null = null;
  private openIn: unknown;

  /** @throws RangeError where there is no memory. */
  constructor(readonly timed: boolean) {
    this.heap = new GrowingHeap(readingKernels);
    this.tables = [this.heap.take(TABLE * WORD), this.heap.take(TABLE * WORD)];
  }

  /** How many bytes a row takes. */
  get rowBytes(): number {
    return 3 * WORD + (this.timed ? 8 : 0);
  }

  get length(): number {
    return this.chunks.reduce((sum, { rows }) => sum + rows, 0);
  }

  /** A chunk for so many rows, which is not among the others yet. @throws RangeError where there is no memory. */
  newChunk(rows: number): Chunk {
    const capacity = 2 * Math.ceil(rows / 2);
    return { address: this.heap.take(capacity * this.rowBytes), capacity, rows: 0 };
  }

  /** Adds the rows of a chunk behind those that there are. */
  append(chunk: Chunk): void {
    this.chunks.push(chunk);
    this.open = null;
  }

  /** The last chunk, where it has room for more rows; else a new one. @throws RangeError where there is no memory. */
  lastChunk(): Chunk {
    const last = this.chunks.at(-1);
    if (last !== undefined && last.rows < last.capacity) return last;
    const chunk = this.newChunk(CHUNK_ROWS);
    this.append(chunk);
    return chunk;
  }

  /**
   * Adds a row.
   * @returns false where its value has no place any more.
   * @throws RangeError where there is no memory.
   */
  add(user: number, item: number, value: number, time: number | undefined): boolean {
    const packed = this.values.pack(value);
    if (packed < 0) return false;
    const chunk = this.lastChunk();
    if (this.open === null || this.openIn !== this.heap.memory.buffer) this.open = this.viewsOf(chunk);
    const row = chunk.rows++;
    this.open.users[row] = user;
    this.open.items[row] = item;
    this.open.values[row] = packed;
    if (time !== undefined) this.open.times[row] = time;
    return true;
  }

  private viewsOf({ address, capacity }: Chunk): ChunkViews {
    const { heap } = this;
    this.openIn = heap.memory.buffer;
    const column = (n: number): Int32Array => heap.view("int32", address + n * WORD * capacity, capacity);
    const times = heap.view("float64", address + 3 * WORD * capacity, this.timed ? capacity : 0);
    return { users: column(0), items: column(1), values: column(2), times };
  }

  /** The rows as columns outside the memory of kernels, with room for so many rows. */
  toColumns(room: number = this.length): Columns {
    const columns = {
      users: new Int32Array(room),
      items: new Int32Array(room),
      values: new Float64Array(room),
      timestamps: new Float64Array(this.timed ? room : 0),
    };
    let at = 0;
    for (const chunk of this.chunks) {
      const { users, items, values, times } = this.viewsOf(chunk);
      columns.users.set(users.subarray(0, chunk.rows), at);
      columns.items.set(items.subarray(0, chunk.rows), at);
      if (this.timed) columns.timestamps.set(times.subarray(0, chunk.rows), at);
      for (let row = 0; row < chunk.rows; row++) columns.values[at + row] = this.values.unpack(values[row]);
      at += chunk.rows;
    }
    this.open = null;
    return columns;
  }
}
