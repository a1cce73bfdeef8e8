/** The modules of kernels: what each offers, and how it is loaded. */
import { bytesOf, compile, instantiate } from "./web-assembly";
import type { Exports, Memory, Module } from "./web-assembly";

/** The module of mathematics, which others import from. */
export interface Mathematics {
  module(): Module;
  functions(): Exports;
}

/** A module of kernels. */
export class KernelModule {
  private compiled: { shared?: Module; alone?: Module } = {};

  /**
   * @param text its bytes, as `bytesOf` reads them.
   * @param mathematics the functions that it imports; a module without any does not bring them into a bundle.
   */
  constructor(
    private readonly text: string,
    readonly mathematics?: Mathematics,
  ) {}

  /** @param shared whether it works on memory that threads share. */
  module(shared: boolean): Module {
    if (shared) return (this.compiled.shared ??= compile(bytesOf(this.text)));
    return (this.compiled.alone ??= compile(withoutSharing(bytesOf(this.text))));
  }

  /** What it offers on a memory. */
  on(memory: Memory, shared: boolean): Exports {
    const { exp, log } = this.mathematics?.functions() ?? {};
    return instantiate(this.module(shared), { memory, exp, log });
  }
}

/** The number of the section of a module that says what it imports. */
const IMPORTS = 2;
/** The name under which the memory is imported. */
const NAME = Array.from("memory", (letter) => letter.charCodeAt(0));
/** The flags of a memory that has a maximum, and that is shared as well. */
const [BOUNDED, BOUNDED_AND_SHARED] = [1, 3];

/** The same module for memory of its own: a page that is not isolated from others has no other. Changes the bytes. */
function withoutSharing(bytes: Uint8Array): Uint8Array {
  for (let at = 8; at < bytes.length;) {
    const section = bytes[at++];
    const [length, from] = wholeAt(bytes, at);
    if (section === IMPORTS) {
      const end = from + length;
      for (let k = from; k + NAME.length + 1 < end; k++) {
        const isName = NAME.every((letter, n) => bytes[k + n] === letter);
        // Behind the name stand the kind of what is imported, 2 for a memory, and its flags.
        if (!isName || bytes[k + NAME.length] !== 2) continue;
        if (bytes[k + NAME.length + 1] === BOUNDED_AND_SHARED) bytes[k + NAME.length + 1] = BOUNDED;
        return bytes;
      }
    }
    at = from + length;
  }
  return bytes;
}

/** A whole number of the binary format (LEB128), and where what follows it begins. */
function wholeAt(bytes: Uint8Array, at: number): [value: number, end: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) << shift;
    if (byte < 128) return [value, at];
  }
}
