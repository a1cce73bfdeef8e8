import { attempt } from "../../outputs/attempt";
import { nodeModule } from "../../files/node";

/** How long a learner's function may take in all, in ms. */
const LONGEST = 1000;

/** What became of a call: its result, the error that it threw, or nothing within the time. */
export type Called = { readonly result: unknown } | { readonly error: unknown } | "slow";

/**
 * Calls a learner's function and ends it where it takes too long, as one whose loop never ends. Node can end it; in a page
 * a person interrupts the cell.
 */
export function callLimited(call: () => unknown): Called {
  const guarded = (): Called => {
    try {
      return { result: call() };
    } catch (error) {
      return { error };
    }
  };
  const vm = attempt(() => nodeModule("node:vm", "ending a function"), null);
  if (!vm) return guarded();
  try {
    return vm.runInNewContext("guarded()", { guarded }, { timeout: LONGEST }) as Called;
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "slow";
    throw error;
  }
}
