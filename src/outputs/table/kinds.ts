import { elementType, isList } from "../../errors";
import { attempt } from "../attempt";
import { jupyterDisplay } from "../bundle";

/** The `X` of `[object X]`: the kind of an object, whichever realm its class belongs to. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

const typedArrayPrototype = Object.getPrototypeOf(Int8Array.prototype) as object;

/** The name and the length of a typed array, whatever a subclass overrides; undefined for other values. */
export function typedArrayOf(value: unknown): { type: string; length: number } | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  const type = elementType(value);
  if (type === undefined) return undefined;
  return { type, length: Reflect.get(typedArrayPrototype, "length", value) as number };
}

/** Whether a value is a Map, of whichever realm. */
export function isMap(value: unknown): value is Map<unknown, unknown> {
  return attempt(() => Reflect.get(Map.prototype, "size", value) !== undefined, false);
}

/** Whether a value is a Set, of whichever realm. */
export function isSet(value: unknown): value is Set<unknown> {
  return attempt(() => Reflect.get(Set.prototype, "size", value) !== undefined, false);
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
  return typeof message === "string" && typeof stack === "string" && inheritsFromError(value);
}

/** Whether a prototype of an object, of whichever realm, is that of errors. */
function inheritsFromError(value: object): boolean {
  const ownText = (at: object, key: string): unknown => Object.getOwnPropertyDescriptor(at, key)?.value;
  for (
    let at: unknown = value;
    typeof at === "object" && at !== null;
    at = Object.getPrototypeOf(at) as unknown
  )
    if (ownText(at, "name") === "Error" && ownText(at, "message") === "") return true;
  return false;
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
