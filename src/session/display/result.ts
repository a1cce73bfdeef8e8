import { errorMessage, type ErrorMessage } from "../errors/error-message";
import { ownBundle } from "./display-value";
import type { JsonBundle } from "./mime-bundle";
import { plainBundle } from "./plain-bundle";

/** The displayed last expression; the error says why the value's own display failed. */
export interface ShownResult {
  data: JsonBundle;
  error?: ErrorMessage;
}

/**
 * Displays a value by its method `Symbol.for("Jupyter.display")`, or as a table or text where the value has no such
 * method or it returns null or undefined. Never rejects: it describes an error of the method, and displays the value
 * as if it had none.
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

class DisplayError extends globalThis.Error {
  override name = "DisplayError";
}
