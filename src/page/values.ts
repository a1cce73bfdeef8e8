/** What values are and how they are shown, in a page. */
import { inspect } from "node-inspect-extracted";
import type { Values } from "../session/platform/values";
import { boxTable } from "./box-table";

const { toString } = Object.prototype;
const tagOf = (value: unknown): string => toString.call(value);
const { isError } = Error as { isError?: (value: unknown) => boolean };

export const values: Values = {
  isNativeError: (value): value is Error => isError?.(value) ?? tagOf(value) === "[object Error]",
  isPromise: (value): value is Promise<unknown> => value instanceof Promise,
  isUint8Array: (value): value is Uint8Array => value instanceof Uint8Array,
  isAnyArrayBuffer: (value): value is ArrayBuffer | SharedArrayBuffer =>
    ["[object ArrayBuffer]", "[object SharedArrayBuffer]"].includes(tagOf(value)),
  isModuleNamespaceObject: (value) => typeof value === "object" && tagOf(value) === "[object Module]",
  inspect: (value, options) => inspect(value, options),
  table: boxTable,
  base64(bytes) {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  },
  uniqueName,
};

/** `crypto.randomUUID` is there on secure pages alone. */
function uniqueName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
