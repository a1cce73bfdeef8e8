/** The part of WebAssembly that is used, as every engine has it. */

/** A compiled module; threads share it. */
export type Module = object;

/** Memory that kernels work on. */
export interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  /** Adds pages. @throws RangeError where there are not so many more. */
  grow(pages: number): number;
}

/** What a module offers: a number goes in and out, whichever its type there. */
export type Exports = Readonly<Record<string, (...numbers: number[]) => number>>;

interface WebAssemblyNamespace {
  readonly Module: new (bytes: Uint8Array) => Module;
  readonly Instance: new (module: Module, imports: object) => { readonly exports: object };
  readonly Memory: new (limits: { initial: number; maximum: number; shared?: boolean }) => Memory;
}

/** `WebAssembly`, taken before a cell can replace it. */
const { Module, Instance, Memory } = (globalThis as unknown as { WebAssembly: WebAssemblyNamespace })
  .WebAssembly;

/** Bytes of memory come in pages of this size. */
export const PAGE = 65_536;

/** The first of the characters that stand for bytes, and how many of them do so alone. */
const FIRST = 35;
const ALONE = 90;

/**
 * The bytes of a module that the build wrote as text (scripts/lib/byte-text.mjs): a byte below 90 is the character at 35 and
 * the byte, a larger one such a character behind "}", which adds 90, or "~", which adds 180. Text in base 64 would be a third
 * longer once a server has compressed it, since what repeats in the bytes does not repeat there.
 */
export function bytesOf(text: string): Uint8Array {
  // A first fit waits for this, before any of it is compiled: a list of numbers would take several times as long.
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k) - FIRST;
    bytes[length++] = code < ALONE ? code : ALONE * (code - ALONE + 1) + text.charCodeAt(++k) - FIRST;
  }
  return bytes.slice(0, length);
}

export function compile(bytes: Uint8Array): Module {
  return new Module(bytes);
}

export function instantiate(module: Module, imports: Record<string, unknown>): Exports {
  return new Instance(module, { env: imports }).exports as Exports;
}

/** @param most how many pages it may grow to. @throws RangeError where there is not that much. */
export function makeMemory(pages: number, shared: boolean, most: number = pages): Memory {
  return new Memory({ initial: pages, maximum: most, shared });
}
