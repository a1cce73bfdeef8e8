/** Lets code that waits be interrupted where something is to be cleaned up behind it. */
import { follow, newPersonPromise, resolvedForPerson } from "../realm/promises";
import { Cell, currentContext } from "./cell";
import { check, interruptFlag, KeyboardInterrupt } from "./interrupt";

/**
 * What to await in place of a value: it is rejected when the cell is interrupted, so that `finally` blocks run even
 * though the value never comes.
 */
export function interruptible(value: unknown): unknown {
  const context = currentContext();
  if (!isObject(value) || !(context instanceof Cell)) return value;
  if (context.interrupted) throw new KeyboardInterrupt();
  return newPersonPromise((resolve, reject) => {
    const unregister = context.onInterrupt(() => reject(new KeyboardInterrupt()));
    const settled = follow(
      resolvedForPerson(value),
      (result) => {
        unregister();
        return result;
      },
      (error) => {
        unregister();
        throw error;
      },
    );
    // The engine follows these functions of its own, so that stack traces name the code that awaits.
    follow(settled, resolve, reject);
  });
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

type Step = (this: unknown, value?: unknown) => unknown;

/** What to iterate in place of an asynchronous iterable, for the same purpose. */
export function interruptibleItems(items: Partial<AsyncIterable<unknown> & Iterable<unknown>>): unknown {
  const begin = items[Symbol.asyncIterator];
  if (typeof begin !== "function") return items;
  return {
    [Symbol.asyncIterator]() {
      const iterator = Reflect.apply(begin, items, []) as Record<"next" | "return", Step | undefined>;
      const next = iterator.next!;
      return {
        next: () => interruptible(Reflect.apply(next, iterator, [])),
        get return() {
          const end = iterator.return;
          return end && ((value: unknown) => Reflect.apply(end, iterator, [value]));
        },
      };
    },
  };
}

/** Passes on what code has awaited, unless its cell was interrupted meanwhile. @throws KeyboardInterrupt */
export function resumed<T>(value: T): T {
  if (interruptFlag[2] !== 0) check();
  return value;
}

/** What the code of an interrupted cell awaits where it should neither go on nor fail. */
export function never(): Promise<never> {
  return newPersonPromise(() => undefined) as Promise<never>;
}
