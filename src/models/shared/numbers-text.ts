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
  if (typeof given === "string") {
    for (const [type, prefix] of Object.entries(PREFIXES))
      if (given.startsWith(prefix)) return shortFloats(given.slice(prefix.length), type);
    const bytes = fromBase64(given);
    if (bytes && bytes.length % 8 === 0) return new Float64Array(bytes.buffer);
  }
  throw new ModelFileError("the model's numbers are not base64 of 8 bytes each");
}

function shortFloats(text: string, type: string): Float64Array {
  const bytes = fromBase64(text);
  if (bytes && bytes.length % 4 === 0)
    return Float64Array.from(type === "F32" ? new Float32Array(bytes.buffer) : new Int32Array(bytes.buffer));
  throw new ModelFileError("the model's short numbers are not base64 of 4 bytes each");
}

/** Integers of a record, which are text in JSON. @throws ModelFileError */
export function integers(given: unknown): Int32Array {
  if (given instanceof Int32Array) return given;
  const bytes = typeof given === "string" ? fromBase64(given) : null;
  if (bytes && bytes.length % 4 === 0) return new Int32Array(bytes.buffer);
  throw new ModelFileError("the model's indices are not base64 of 4 bytes each");
}
