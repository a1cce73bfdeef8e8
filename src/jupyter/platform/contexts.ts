/** Node's own tracking of asynchronous code, kept from what cells could do to it. */
import asyncHooks from "node:async_hooks";
import type { Contexts } from "../../session/platform/contexts";
import { pinMethods } from "../realm/pinned";

// Looked up once: code behind every `await` asks for them.
const { AsyncLocalStorage, executionAsyncId } = asyncHooks;

const storage = pinMethods(new AsyncLocalStorage<object>());
guardPropagation();

/** Asynchronous code's number, by which Node's older AsyncLocalStorage tells contexts apart; newer ones have none. */
const hasNumbers = "kResourceStore" in storage;

export const contexts: Contexts = {
  run: (context, run) => storage.run(context, run),
  enter: (context) => storage.enterWith(context),
  current: () => storage.getStore(),
  followsAwait: true,
  codeNumber: hasNumbers ? executionAsyncId : () => undefined,
};

/** Node 20 hands the context on by this method, and ends the process where it throws. */
function guardPropagation(): void {
  const pinned = storage as unknown as { _propagate?: (...values: unknown[]) => void };
  const propagate = pinned._propagate;
  if (propagate === undefined) return;
  pinned._propagate = (...values) => {
    try {
      Reflect.apply(propagate, storage, values);
    } catch {
      // The new code then belongs to the latest cell.
    }
  };
}
