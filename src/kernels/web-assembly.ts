/** The part of WebAssembly that is used, as every engine has it. */

/** A compiled module; threads share it. */
export type Module = object;

/** Memory that kernels work on. */
export interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
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
const { atob } = globalThis as unknown as { atob: (text: string) => string };

/** Bytes of memory come in pages of this size. */
export const PAGE = 65_536;

/** @param text a module's bytes in base 64. */
export function bytesOf(text: string): Uint8Array {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  // A function called for each of them would be slow the first time, which is the only one.
  for (let k = 0; k < bytes.length; k++) bytes[k] = characters.charCodeAt(k);
  return bytes;
}

export function compile(bytes: Uint8Array): Module {
  return new Module(bytes);
}

export function instantiate(module: Module, imports: Record<string, unknown>): Exports {
  return new Instance(module, { env: imports }).exports as Exports;
}

/** @throws RangeError where there is not that much. */
export function makeMemory(pages: number, shared: boolean): Memory {
  return new Memory({ initial: pages, maximum: pages, shared });
}
