import { errorMessage, type ErrorMessage } from "../errors/error-message";
import { ownBundle } from "./display-value";
import type { JsonBundle } from "./mime-bundle";
import { plainBundle } from "./plain-bundle";

/** How a last expression is shown; the error says why a value's own display could not be used. */
export interface ShownResult {
  data: JsonBundle;
  error?: ErrorMessage;
}

/**
 * Asks a value how it is displayed, by its method `Symbol.for("Jupyter.display")`, and else shows it as a
 * table or as text, also where that method gives null or undefined. Never rejects: a broken display is described, and
 * the value is shown as if it had none.
 */
export async function showResult(value: unknown): Promise<ShownResult> {
  let error: ErrorMessage | undefined;
  try {
    const own = await ownBundle(value);
    if (own !== undefined) return { data: own };
  } catch (cause) {
    error = errorMessage(new DisplayError("this value's Jupyter.display failed", { cause }));
  }
  return { data: plainBundle(value), error };
}

class DisplayError extends Error {
  override name = "DisplayError";
}
