/** What compiled code calls to be interrupted in the right places; see language/interrupt-checks.ts. */
import { beginCleanUp, endCleanUp, resumeCleanUp, suspendCleanUp } from "./clean-up";
import { currentContext, enterContext, type Cell, type CleanUp } from "./cell";
import { check, isOver } from "./interrupt";
import { interruptible, interruptibleItems, never, resumed } from "./waiting";

const { load } = Atomics;

/** The context of a function that begins. */
function here(): Cell | CleanUp | undefined {
  return currentContext();
}

/** Enters the context of a function that goes on; passes on what it has awaited. */
function back<T>(context: Cell | CleanUp | undefined, value: T): T {
  if (context !== undefined) enterContext(context);
  return value;
}

export const checks = Object.freeze({
  here,
  back,
  load,
  check,
  isOver,
  never,
  resumed,
  interruptible,
  interruptibleItems,
  beginCleanUp,
  endCleanUp,
  suspendCleanUp,
  resumeCleanUp,
});

/** The names of the functions. */
export type CheckName = keyof typeof checks;
