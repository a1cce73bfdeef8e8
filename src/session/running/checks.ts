/** What compiled code calls to be interrupted in the right places; see language/interrupt-checks.ts. */
import { beginCleanUp, endCleanUp, resumeCleanUp, suspendCleanUp } from "./clean-up";
import { check, isOver } from "./interrupt";
import { interruptible, interruptibleItems, never, resumed } from "./waiting";

export const checks = Object.freeze({
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
