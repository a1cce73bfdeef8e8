import { inspect } from "node:util";

/** Symbols with which Node marks promises to know which cell they belong to; Node 24 and later need no marks. */
const marks: ReadonlySet<string | undefined> = new Set([
  "async_id_symbol",
  "trigger_async_id_symbol",
  "kResourceStore",
]);

/**
 * Makes promises look the same as without a kernel: `Promise { 3 }`. A missing `await` in the last expression is a
 * frequent mistake, and the output should show just that.
 */
export function hidePromiseMarks(): void {
  const prototype: object = globalThis.Promise.prototype;
  Object.defineProperty(prototype, inspect.custom, {
    configurable: true,
    writable: true,
    value(this: object): object {
      for (const symbol of Object.getOwnPropertySymbols(this)) {
        if (marks.has(symbol.description)) Object.defineProperty(this, symbol, { enumerable: false });
      }
      return this; // Inspection then goes on as usual.
    },
  });
}
