import { fromBase64, toBase64 } from "./base64";
import { ModelFileError } from "./model-file-error";
import { inType, shortestType } from "./tensor";
import type { Numbers } from "./tensor";

/** What stands before the base64 of numbers that fewer bytes hold exactly. */
const PREFIXES = { F32: "f32:", I32: "i32:" } as const;

/** Numbers as text: base64 of their bytes, after "f32:" or "i32:" for 64-bit floats that such numbers hold exactly. */
export function numbersText(values: Numbers): string {
  if (values instanceof Int32Array) return toBase64(values);
  const type = shortestType(values);
  const short = inType(values, type, 0, values.length);
  return type === "F64" ? toBase64(short) : PREFIXES[type] + toBase64(short);
}

/** Numbers of a record, which are text in JSON, as 64-bit floats. @throws ModelFileError */
export function floats(given: unknown): Float64Array {
  if (given instanceof Float64Array) return given;
  if (given instanceof Int32Array) return Float64Array.from(given);
  for (const [type, prefix] of Object.entries(PREFIXES)) {
    if (typeof given !== "string" || !given.startsWith(prefix)) continue;
    const short = buffer(given.slice(prefix.length), 4, "short numbers");
    return Float64Array.from(type === "F32" ? new Float32Array(short) : new Int32Array(short));
  }
  return new Float64Array(buffer(given, 8, "numbers"));
}

/** Integers of a record, which are text in JSON. @throws ModelFileError */
export function integers(given: unknown): Int32Array {
  return given instanceof Int32Array ? given : new Int32Array(buffer(given, 4, "indices"));
}

/** What base64 holds, in numbers of so many bytes. @param what they are, for the error. @throws ModelFileError */
function buffer(given: unknown, bytesOfEach: number, what: string): ArrayBufferLike {
  const bytes = typeof given === "string" && fromBase64(given);
  if (bytes && bytes.length % bytesOfEach === 0) return bytes.buffer;
  throw new ModelFileError(`the model's ${what} are not base64 of ${bytesOfEach} bytes each`);
}
