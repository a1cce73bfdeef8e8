/** Numbers as a model holds them. */
export type Numbers = Float64Array | Float32Array | Int32Array;

/** Numbers of a model's record before they are written down. */
export class Tensor {
  /** @param shape how many there are along each axis, the last one the closest in memory. @default one axis */
  constructor(
    readonly values: Numbers,
    readonly shape: readonly number[] = [values.length],
  ) {}
}

/** A record as JSON holds it: each {@link Tensor} is text. */
export type Written<Body> = Body extends Tensor
  ? string
  : Body extends object
    ? { [Key in keyof Body]: Written<Body[Key]> }
    : Body;

/** How numbers are written: as 64-bit floats, 32-bit floats, or 32-bit integers. */
export type NumberType = "F64" | "F32" | "I32";

/** The shortest type that holds each of the numbers exactly, −0 and NaN included. */
export function shortestType(values: Numbers): NumberType {
  if (values instanceof Int32Array) return "I32";
  if (values instanceof Float32Array || areShortFloats(values)) return "F32";
  return areShortIntegers(values) ? "I32" : "F64";
}

function areShortFloats(values: Float64Array): boolean {
  for (let k = 0; k < values.length; k++)
    if (Math.fround(values[k]) !== values[k] && !isUsualNaN(values, k)) return false;
  return true;
}

function areShortIntegers(values: Float64Array): boolean {
  for (let k = 0; k < values.length; k++)
    if ((values[k] | 0) !== values[k] || Object.is(values[k], -0)) return false;
  return true;
}

/** The upper half of the NaN that JavaScript's operations give, which a 32-bit float keeps; others it may not. */
const USUAL_NAN = 0x7ff80000;

function isUsualNaN(values: Float64Array, k: number): boolean {
  if (!Number.isNaN(values[k])) return false;
  const [low, high] = new Uint32Array(values.buffer, values.byteOffset + 8 * k, 2);
  return low === 0 && high === USUAL_NAN;
}

/** Numbers from one place to another in this type, which holds them exactly; a view where they have it already. */
export function inType(values: Numbers, type: NumberType, from: number, to: number): Numbers {
  const part = values.subarray(from, to);
  if (type === "F32") return part instanceof Float32Array ? part : Float32Array.from(part);
  if (type === "I32") return part instanceof Int32Array ? part : Int32Array.from(part);
  return part instanceof Float64Array ? part : Float64Array.from(part);
}

/** The bytes of numbers, not copied; little-endian, as on every machine that runs JavaScript. */
export function bytesOf(values: Numbers): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
