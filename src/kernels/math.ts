/**
 * Functions of mathematics that give the same bytes in every engine. The engine's own differ in their last digits, so that
 * a training with them would end elsewhere in Chromium than in Node.
 */
import { bytes } from "./bytes/math";
import { bytesOf, compile, instantiate } from "./web-assembly";
import type { Mathematics } from "./modules";
import type { Exports, Module } from "./web-assembly";

let compiled: Module | undefined;
let loaded: Exports | undefined;

/** The module, compiled when it is first needed. */
function mathematicsModule(): Module {
  return (compiled ??= compile(bytesOf(bytes)));
}

/** What it offers. Other modules import from it. */
export function mathematics(): Exports {
  return (loaded ??= instantiate(mathematicsModule(), {}));
}

/** What modules of kernels import these functions from. */
export const forKernels: Mathematics = { module: mathematicsModule, functions: mathematics };

/** e to the power of x. */
export const exp = (x: number): number => mathematics().exp(x);
/** e to the power of x, less 1, exact also near 0. */
export const expm1 = (x: number): number => mathematics().expm1(x);
/** The natural logarithm of x. */
export const log = (x: number): number => mathematics().log(x);
/** The natural logarithm of 1 + x, exact also near 0. */
export const log1p = (x: number): number => mathematics().log1p(x);
/** The logarithm of x to the base 2. */
export const log2 = (x: number): number => mathematics().log2(x);
/** The logarithm of x to the base 10. */
export const log10 = (x: number): number => mathematics().log10(x);
/** x to the power of y. */
export const pow = (x: number, y: number): number => mathematics().pow(x, y);
/** The cosine of x, in radians. */
export const cos = (x: number): number => mathematics().cos(x);
/** The sine of x, in radians. */
export const sin = (x: number): number => mathematics().sin(x);
/** The length of the vector (x, y). */
export const hypot = (x: number, y: number): number => mathematics().hypot(x, y);
