import { inspect } from "node:util";

/** What Node writes on promises to know which cell they belong to; Node from 24 on needs no such marks. */
const marks: ReadonlySet<string | undefined> = new Set([
  "async_id_symbol",
  "trigger_async_id_symbol",
  "kResourceStore",
]);

/**
 * Has promises inspected as without a kernel: `Promise { 3 }`. A last expression without its `await` is a frequent
 * mistake, and its output should say just that.
 */
export function hidePromiseMarks(): void {
  const prototype: object = Promise.prototype;
  Object.defineProperty(prototype, inspect.custom, {
    configurable: true,
    writable: true,
    value(this: object): object {
      for (const symbol of Object.getOwnPropertySymbols(this)) {
        if (marks.has(symbol.description)) Object.defineProperty(this, symbol, { enumerable: false });
      }
      return this; // Inspection then goes on in its own way.
    },
  });
}
