import { errorMessage, type ErrorMessage } from "./error-message";
import { attempt, inspectValue } from "./inspect-value";
import { readBundle, type JsonBundle } from "./mime-bundle";

const display = Symbol.for("Jupyter.display");

/** How a last expression is shown; the error says why a value's own display could not be used. */
export interface ShownResult {
  data: JsonBundle;
  error?: ErrorMessage;
}

/**
 * Asks a value how it is displayed, by its method `Symbol.for("Jupyter.display")`, and else inspects it.
 * Never rejects: a broken display is described, and the value is inspected.
 */
export async function showResult(value: unknown): Promise<ShownResult> {
  let error: ErrorMessage | undefined;
  try {
    const own = await ownDisplay(value);
    if (own !== undefined) return { data: own };
  } catch (cause) {
    error = errorMessage(new DisplayError("this value's Jupyter.display failed", { cause }));
  }
  return { data: { "text/plain": inspectValue(value) }, error };
}

async function ownDisplay(value: unknown): Promise<JsonBundle | undefined> {
  // A hostile proxy that throws at every look is shown by inspection.
  const method: unknown = attempt(() => Reflect.get(Object(value) as object, display) as unknown, undefined);
  if (typeof method !== "function") return undefined;
  return readBundle(await (Reflect.apply(method, value, []) as unknown), "Jupyter.display");
}

class DisplayError extends Error {
  override name = "DisplayError";
}
