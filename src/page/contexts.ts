/**
 * To which context running code belongs, in a page, which does not know by itself. A context is that of the code which
 * has begun something: compiled code enters it again after each `await`, timers and callbacks of promises are wrapped.
 */
import type { Contexts } from "../session/platform/contexts";

let present: object | undefined;
const { queueMicrotask } = globalThis;
const { apply } = Reflect;

export const contexts: Contexts = {
  run(context, run) {
    const before = present;
    present = context;
    try {
      return run();
    } finally {
      present = before;
    }
  },
  enter(context) {
    present = context;
    // What runs after this code and says nothing of itself is not the context's.
    queueMicrotask(() => {
      if (present === context) present = undefined;
    });
  },
  current: () => present,
  followsAwait: false,
  codeNumber: () => undefined,
};

type Callback = (this: unknown, ...values: never[]) => unknown;

/** A callback that runs in the present context; what is no function stays as it is. */
export function inPresentContext<T>(callback: T): T {
  const context = present;
  if (typeof callback !== "function" || context === undefined) return callback;
  const called = callback as unknown as Callback;
  return function (this: unknown, ...values: never[]): unknown {
    return contexts.run(context, () => apply<unknown, never[], unknown>(called, this, values));
  } as T;
}
