/** Memory that kernels work on: typed arrays, each by its name. */
import { gigabytes, wrongArgument } from "../errors";
import type { KernelModule } from "./modules";
import { sharedMemory } from "./sharing";
import { makeMemory, PAGE } from "./web-assembly";
import type { Exports, Memory } from "./web-assembly";

const TYPES = { float32: Float32Array, float64: Float64Array, int32: Int32Array };
type Kind = keyof typeof TYPES;

/** An array that is to be: its type and its length. */
export interface Wanted<K extends Kind = Kind> {
  readonly kind: K;
  readonly length: number;
  /**
   * Whether whoever takes it writes all of it before anything in it is read, so that it need not be zeros: clearing a large
   * array takes as long as filling it. @default false
   */
  readonly isOverwritten?: boolean;
}

export const float32 = (length: number): Wanted<"float32"> => ({ kind: "float32", length });
export const float64 = (length: number, isOverwritten?: boolean): Wanted<"float64"> => ({
  kind: "float64",
  length,
  isOverwritten,
});
export const int32 = (length: number): Wanted<"int32"> => ({ kind: "int32", length });

/** Arrays by their names. */
export type Layout = Readonly<Record<string, Wanted>>;
type ViewOf<W> = W extends Wanted<infer K> ? InstanceType<(typeof TYPES)[K]> : never;

/** What kernels work on. */
export interface Heap<L extends Layout = Layout> {
  /** The arrays. */
  readonly views: { readonly [Name in keyof L]: ViewOf<L[Name]> };
  /** Where each of them begins, as kernels take it. */
  readonly at: { readonly [Name in keyof L]: number };
  readonly module: KernelModule;
  readonly memory: Memory;
  readonly exports: Exports;
  /** Whether threads can share the memory. */
  readonly shared: boolean;
}

/** Arrays begin at multiples of this, the length of a line of the processor's cache. */
const ALIGNMENT = 64;
/** Below this, the modules keep their constants. */
const BASE = PAGE;
/** The most that 32-bit addresses reach. */
export const LARGEST_HEAP = 2 ** 32;

/** What helps where a training takes too much memory. */
export const LESS_MEMORY = "fewer features or a part of the data; Apache Spark trains on several machines";

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
const bytesFor = ({ kind, length }: Wanted): number => aligned(length * TYPES[kind].BYTES_PER_ELEMENT);

/** How many bytes a layout takes. */
export function heapBytes(layout: Layout): number {
  return BASE + Object.values(layout).reduce((sum, wanted) => sum + bytesFor(wanted), 0);
}

/**
 * Refuses a layout that 32-bit addresses do not reach, before anything is allocated.
 * @param argument what makes it so large.
 * @throws ValueError
 */
export function checkHeap(layout: Layout, argument: string): void {
  const bytes = heapBytes(layout);
  if (bytes <= LARGEST_HEAP) return;
  const expected = `at most ${gigabytes(LARGEST_HEAP)}, all that a training reaches with 32-bit addresses: ${LESS_MEMORY}`;
  throw wrongArgument(argument, bytes, expected, `so large that data and factors take ${gigabytes(bytes)}`);
}

/** Used memory is taken again for arrays that fill at least this share of it. */
const LEAST_SHARE = 0.5;

/** Whether arrays fit into memory that others have used. */
export function fitsInto({ memory }: Heap, layout: Layout): boolean {
  const [bytes, room] = [heapBytes(layout), memory.buffer.byteLength];
  return bytes <= room && bytes >= LEAST_SHARE * room;
}

/**
 * Makes room for arrays, all zeros but for those that are to be overwritten.
 * @param used arrays that nobody needs any more and whose memory is taken; see {@link fitsInto}.
 * @throws RangeError where they take more than the machine has, or than {@link LARGEST_HEAP}; callers check before.
 */
export function allocate<L extends Layout>(module: KernelModule, layout: L, used?: Heap): Heap<L> {
  const { memory, shared } = used ?? memoryOf(Math.ceil(heapBytes(layout) / PAGE));
  const views: Record<string, unknown> = {};
  const at: Record<string, number> = {};
  let offset = BASE;
  for (const [name, wanted] of Object.entries(layout)) {
    const bytes = bytesFor(wanted);
    // Number by number: in shared memory each write is one of its own, however short.
    if (used && !wanted.isOverwritten)
      new Float64Array(memory.buffer as ArrayBuffer, offset, bytes / 8).fill(0);
    at[name] = offset;
    views[name] = new TYPES[wanted.kind](memory.buffer as ArrayBuffer, offset, wanted.length);
    offset += bytes;
  }
  const exports = module.on(memory, shared);
  return { views: views as Heap<L>["views"], at: at as Heap<L>["at"], module, memory, exports, shared };
}

function memoryOf(pages: number, most: number = pages): { memory: Memory; shared: boolean } {
  const memory = sharedMemory(pages, most);
  return { memory: memory ?? makeMemory(pages, false, most), shared: Boolean(memory) };
}

/** Memory grows by so many pages at least, if it can. */
const GROWN_AT_ONCE = 2 ** 9;

/** Memory for what nobody knows the size of before: pieces of it are taken one behind the other. */
export class GrowingHeap implements Heap {
  readonly views = {};
  readonly at = {};
  readonly memory: Memory;
  readonly exports: Exports;
  readonly shared: boolean;
  private end = BASE;

  /** @throws RangeError where there is no memory. */
  constructor(readonly module: KernelModule) {
    ({ memory: this.memory, shared: this.shared } = memoryOf(1, LARGEST_HEAP / PAGE));
    this.exports = module.on(this.memory, this.shared);
  }

  /**
   * Takes memory, all zeros. Arrays on what was taken before have to be made anew.
   * @returns where it begins. @throws RangeError where there is not so much more.
   */
  take(bytes: number): number {
    const begin = this.end;
    const end = begin + aligned(bytes);
    const more = Math.ceil((end - this.memory.buffer.byteLength) / PAGE);
    if (more > 0) this.grow(more);
    this.end = end;
    return begin;
  }

  /** Growing takes long, however much it is: what is not used yet is not in the machine's memory either. */
  private grow(pages: number): void {
    try {
      this.memory.grow(Math.max(pages, GROWN_AT_ONCE));
    } catch {
      this.memory.grow(pages);
    }
  }

  /** The array of a kind, of so many numbers from an address on. */
  view<K extends Kind>(kind: K, at: number, length: number): InstanceType<(typeof TYPES)[K]> {
    return new TYPES[kind](this.memory.buffer as ArrayBuffer, at, length) as InstanceType<(typeof TYPES)[K]>;
  }

  /** Bytes from an address on. */
  bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer as ArrayBuffer, at, length);
  }
}
