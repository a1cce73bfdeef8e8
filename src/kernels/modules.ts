/** The modules of kernels: what each offers, and how it is loaded. */
import { withSharing } from "./sharing";
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
    if (shared) return (this.compiled.shared ??= compile(withSharing(bytesOf(this.text))));
    return (this.compiled.alone ??= compile(bytesOf(this.text)));
  }

  /** What it offers on a memory. */
  on(memory: Memory, shared: boolean): Exports {
    const { exp, log } = this.mathematics?.functions() ?? {};
    return instantiate(this.module(shared), { memory, exp, log });
  }
}
