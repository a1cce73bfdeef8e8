import type { GrowingHeap } from "../../kernels/heap";
import { runTasks } from "../../kernels/run";
import type { RunOptions } from "../../kernels/run";
import type { RatingTarget, RowPlace } from "../row-target";
import type { Chunk, PackedRows } from "./packed-rows";
import { WholeIds } from "./whole-ids";

/** A task reads so many bytes, well under a millisecond of work. */
const BLOCK = 2 ** 18;
/** So many bytes are read at once, and after a row that is not plain so few that hardly any are read in vain. */
const [MOST_AT_ONCE, FEWEST_AT_ONCE] = [2 ** 22 + 2 ** 16, 2 ** 14];
/** So long are the pieces of a file, and so much may be left of a line that the piece before has begun. */
const [PIECE, LEFT] = [2 ** 22, 2 ** 16];
/** Kernels read so far behind the text. */
const MARGIN = 128;
/** The numbers of a job, of a chunk and of a side of ids, as kernels read them. */
const [JOB, CHUNK, SIDE] = [5, 3, 3];
const WORD = 4;
/** Words of so many bytes are copied at once. */
const COPIED_WORD = 8;
const LINE_FEED = 10;
/** A byte of text costs a kernel about as much as so many multiplications. */
export const BYTE_OPERATIONS = 3;
/** Lines differ in length: a chunk has room for somewhat more than the first ones let expect. */
const [SPARE, SPARE_ROWS] = [1.06, 256];
/** So many bytes tell how long lines are. */
const SAMPLE = 2 ** 14;
const POWERS = Array.from({ length: 8 }, (_, power) => Number(`1e${power}`));
/** What kernels look up: powers of ten, the same as 32-bit numbers, and for each byte the places of its bits, twice. */
const CONSTANTS = { bytes: 128 + 2 * 2048, whole: 64, bits: 128, highBits: 128 + 2048 };
/** Of each thread: where fields end. */
const PLACES_BYTES = 2 ** 17;
const JOBS = Math.ceil(MOST_AT_ONCE / BLOCK);

/** Where things lie in the memory of kernels. */
interface Places {
  readonly jobs: number;
  readonly constants: number;
  readonly fields: number;
  readonly chunks: number;
  readonly sides: number;
}

/** How plain rows look. */
export interface PlainForm {
  /** The bytes between two fields as one number, the first of them lowest. */
  readonly separator: number;
  /** How many bytes these are: 1 or 2. */
  readonly gap: number;
  /** The byte before decimals. */
  readonly point: number;
  /** Whether there are times. */
  readonly timed: boolean;
}

/** What a kernel has read of a block: the rows of its chunk then, where it stopped, and where its lines end. */
interface Job {
  readonly rows: number;
  readonly stopped: number;
  readonly end: number;
}

/** Where reading stopped, and whether that was for want of room. */
interface Stop {
  readonly stopped: number;
  readonly isFull: boolean;
}

/**
 * Reads the plainest rows, which most files consist of: user, item, rating and perhaps a time, the first two short whole
 * numbers, the others decimal ones without a sign; lines end with \n or \r\n. Kernels read them, on as many threads as
 * help, in blocks that are the same for any number of threads.
 */
export class PlainRows {
  private readonly users: WholeIds;
  private readonly items: WholeIds;
  private readonly places: Places;
  private readonly options: RunOptions;
  private text = 0;
  private room = 0;
  /** The places of pieces that kernels read where they are, by their addresses. */
  private textAt: ReadonlyMap<number, Uint8Array> = new Map();
  private atOnce = MOST_AT_ONCE;
  /** Chunks that nothing was read into. */
  private readonly spare: Chunk[] = [];

  /** @throws RangeError where there is no memory. */
  constructor(
    private readonly packed: PackedRows,
    private readonly form: PlainForm,
    private readonly place: RowPlace,
    private readonly target: RatingTarget,
  ) {
    const { heap } = packed;
    const { collector } = target;
    this.options = { ...collector.running, meanwhile: () => place.readAhead() };
    this.users = new WholeIds(heap, collector.userIds, packed.tables[0]);
    this.items = new WholeIds(heap, collector.itemIds, packed.tables[1]);
    const jobs = heap.take(JOBS * JOB * WORD);
    const fields = heap.take(this.options.threads * PLACES_BYTES);
    const [chunks, sides] = [heap.take(JOBS * CHUNK * WORD), heap.take(2 * SIDE * WORD)];
    this.places = { jobs, constants: constantsIn(heap), fields, chunks, sides };
  }

  /**
   * Reads rows, the last of which ends at `limit`, with \n, up to one that has anything else in it. Gives how far it has
   * come, again and again.
   * @param address where kernels find the bytes; null where they lie elsewhere.
   * @throws RangeError where there is no memory, and LostThread: what was read before stays.
   */
  *read(bytes: Uint8Array, from: number, limit: number, address: number | null): Generator<number> {
    for (let at = from; at < limit;) {
      let end = Math.min(limit, at + this.atOnce);
      if (end < limit) end = bytes.lastIndexOf(LINE_FEED, end - 1) + 1;
      // A line that is longer is not plain.
      if (end <= at) return;
      const text = bytes.subarray(at, end);
      const { stopped, isFull } = this.readText(text, address === null ? this.copied(text) : address + at);
      at += stopped;
      yield at;
      if (isFull) continue;
      this.atOnce = at < end ? FEWEST_AT_ONCE : Math.min(MOST_AT_ONCE, 2 * this.atOnce);
      if (at < end) return;
    }
  }

  /** Two places for pieces of a text of this length, which kernels read there; null where these have no shared memory. */
  textPlaces(length: number): Uint8Array[] | null {
    const { heap } = this.packed;
    if (!heap.shared) return null;
    const most = Math.min(PIECE, length);
    const places = [0, 1].map(() => heap.take(LEFT + most + MARGIN) + LEFT);
    this.textAt = new Map(places.map((address) => [address, heap.bytes(address, most)]));
    return [...this.textAt.values()];
  }

  /** Reads rows that begin in what was left before a piece; gives how much of both has been read. */
  *readInPlace(left: Uint8Array, piece: Uint8Array): Generator<number> {
    const address = piece.byteOffset;
    if (this.textAt.get(address)?.buffer !== piece.buffer || left.length > LEFT) return;
    const limit = left.length + piece.lastIndexOf(LINE_FEED) + 1;
    const text = this.packed.heap.bytes(address - left.length, limit);
    text.set(left.subarray(0, limit));
    yield* this.read(text, 0, limit, address - left.length);
  }

  /** Copies a text to where kernels read it. Returns its address. */
  private copied(text: Uint8Array): number {
    const { heap } = this.packed;
    // Into shared memory, this goes word by word where both begin alike, and else byte by byte.
    const skipped = text.byteOffset % COPIED_WORD;
    const length = skipped + text.length + MARGIN;
    if (length > this.room) {
      this.room = length;
      this.text = heap.take(length);
    }
    const address = this.text + skipped;
    heap.bytes(address, text.length).set(text);
    // A last line without its end does not go on with what was there before.
    heap.bytes(address + text.length, MARGIN).fill(0);
    return address;
  }

  /** Reads from the start of a text. */
  private readText(text: Uint8Array, address: number): Stop {
    const blocks = Math.ceil(text.length / BLOCK);
    const chunks = blocks === 1 ? [this.packed.lastChunk()] : this.chunksFor(text, blocks);
    const before = chunks[0].rows;
    const jobs = this.parse(address, text.length, chunks);
    const last = jobs.findIndex(({ stopped, end }) => stopped < end);
    // What follows a row that is not plain is read again behind it.
    const read = last < 0 ? jobs : jobs.slice(0, last + 1);
    for (const chunk of chunks.slice(read.length)) this.spare.push(chunk);
    this.index(chunks, read, before);
    this.accept(chunks, read, before);
    const { rows, stopped, end } = read[read.length - 1];
    return { stopped, isFull: stopped < end && rows === chunks[read.length - 1].capacity };
  }

  private chunksFor(text: Uint8Array, blocks: number): Chunk[] {
    let lines = 0;
    const sample = text.subarray(0, SAMPLE);
    for (let at = 0; at < sample.length; at++) if (sample[at] === LINE_FEED) lines++;
    const rows = Math.ceil((BLOCK * lines * SPARE) / sample.length) + SPARE_ROWS;
    const spare = this.spare.splice(0).filter(({ capacity }) => capacity >= rows);
    return Array.from({ length: blocks }, () => spare.pop() ?? this.packed.newChunk(rows));
  }

  private parse(text: number, length: number, chunks: readonly Chunk[]): Job[] {
    const { heap, timed } = this.packed;
    const { low, high, scale } = this.target.collector;
    const { jobs, constants, fields } = this.places;
    const { separator, gap, point } = this.form;
    const words = heap.view("int32", jobs, JOBS * JOB);
    chunks.forEach(({ address, capacity, rows }, n) => words.set([address, capacity, rows], n * JOB));
    const numbers = [
      ...[text, length, BLOCK, jobs, constants, fields, separator, gap, point, timed ? 1 : 0],
      ...[scale === undefined ? 0 : 1, low, high],
    ];
    const tasks = chunks.length;
    runTasks(
      heap,
      { kernel: "parseRows", numbers, tasks, operations: BYTE_OPERATIONS * length },
      this.options,
    );
    return chunks.map((_, n) => {
      const [rows, stopped, end] = words.subarray(n * JOB + 2);
      return { rows, stopped, end };
    });
  }

  /** Puts indices in the place of ids, and adds those ids that are new. */
  private index(chunks: readonly Chunk[], read: readonly Job[], before: number): void {
    const { heap } = this.packed;
    const count = read.reduce((sum, { rows }) => sum + rows, -before);
    if (count === 0) return;
    const given = [...this.users.prepare(count), ...this.items.prepare(count)];
    const sides = heap.view("int32", this.places.sides, 2 * SIDE);
    sides.set(given);
    const words = heap.view("int32", this.places.chunks, JOBS * CHUNK);
    read.forEach(({ rows }, n) => words.set([chunks[n].address, chunks[n].capacity, rows], n * CHUNK));
    const numbers = [this.places.chunks, 0, read.length, before, this.places.sides];
    const operations = BYTE_OPERATIONS * 10 * count;
    runTasks(
      heap,
      { kernel: "indexIds", numbers, tasks: 2, operations },
      { ...this.options, meanwhile: undefined },
    );
    this.users.addFound(sides[1]);
    this.items.addFound(sides[SIDE + 1]);
  }

  private accept(chunks: readonly Chunk[], read: readonly Job[], before: number): void {
    const { packed, place, target } = this;
    const count = read.reduce((sum, { rows }) => sum + rows, -before);
    target.collector.makeRoom(count, packed.timed);
    read.forEach(({ rows }, n) => {
      chunks[n].rows = rows;
      if (chunks[n] === packed.chunks.at(-1)) return;
      if (rows > 0) packed.append(chunks[n]);
      else this.spare.push(chunks[n]);
    });
    target.collector.accept(count);
    place.blank.row(count);
    target.lines.push(place.nextLine, count);
    place.nextLine += count;
  }
}

/** Writes what kernels look up. Returns where it is. */
function constantsIn(heap: GrowingHeap): number {
  const at = heap.take(CONSTANTS.bytes);
  heap.view("float64", at, POWERS.length).set(POWERS);
  heap.view("int32", at + CONSTANTS.whole, POWERS.length).set(POWERS);
  const bits = heap.bytes(at + CONSTANTS.bits, 2048);
  const highBits = heap.bytes(at + CONSTANTS.highBits, 2048);
  for (let byte = 0; byte < 256; byte++) {
    let next = 8 * byte;
    for (let bit = 0; bit < 8; bit++) {
      if ((byte & (1 << bit)) === 0) continue;
      bits[next] = bit;
      highBits[next++] = bit + 8;
    }
  }
  return at;
}
