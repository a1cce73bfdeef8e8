import { isList } from "../../errors";
import { jupyterDisplay } from "../bundle";

/** The `X` of `[object X]`: the kind of an object, whichever realm its class belongs to. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

const typedArrayPrototype = Object.getPrototypeOf(Int8Array.prototype) as object;

/** The name and the length of a typed array, whatever a subclass overrides; undefined for other values. */
export function typedArrayOf(value: unknown): { type: string; length: number } | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  const type = Reflect.get(typedArrayPrototype, Symbol.toStringTag, value) as string | undefined;
  if (type === undefined) return undefined; // A DataView has no elements of one type.
  return { type, length: Reflect.get(typedArrayPrototype, "length", value) as number };
}

/** The length of an array or a typed array; undefined for other values, and for a proxy with a false length. */
export function lengthOf(value: unknown): number | undefined {
  if (!isList(value)) return undefined;
  const length = typedArrayOf(value)?.length ?? value.length;
  return Number.isSafeInteger(length) && length >= 0 ? length : undefined;
}

/** Whether a value is a plain set of named fields: no built-in class, and no display of its own. */
export function isRecord(value: unknown): value is object {
  if (typeof value !== "object" || value === null || isList(value)) return false;
  return tagOf(value) === "Object" && typeof Reflect.get(value, jupyterDisplay) !== "function";
}

/** Whether a value is an error, whichever realm its class belongs to. */
export function isError(value: unknown): value is Error {
  if (typeof value !== "object" || value === null) return false;
  if (tagOf(value) === "Error") return true;
  const { message, stack } = value as Partial<Error>;
  return typeof message === "string" && typeof stack === "string" && value instanceof Error;
}

/** Whether a cell can show the whole value. */
export function fitsACell(value: unknown): boolean {
  return (
    value === null || (typeof value !== "object" && typeof value !== "function" && typeof value !== "symbol")
  );
}

/** Whether there is nothing in a cell. */
export function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
