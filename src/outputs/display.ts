import { attempt } from "./attempt";
import { jupyterDisplay } from "./bundle";
import type { Displayable, MimeBundle } from "./bundle";
import { fullDrawing } from "./full-drawing";
import { drawWith } from "./make-bundle";
import { openOutput } from "./open-output";
import { plainText } from "./plain-text";
import { valueBundle } from "./value-bundle";

drawWith(fullDrawing);

/** One output on the page. */
export interface DisplayHandle {
  /** Draws `value` in the output, and replaces what it showed before. */
  show(value: unknown): void;
}

type OwnBundle = MimeBundle | null | undefined;

/**
 * Shows a value as a rich output of the running cell, as Python's `display` does: by its own method
 * `Symbol.for("Jupyter.display")`, else numbers and records as a table, else as text. In stock tslab the output is the
 * value's html; outside notebooks its text goes to the console.
 * @param value any value. A display that returns a promise is shown when the promise resolves.
 * @throws what the value's own display method throws.
 */
export function display(value: unknown): void {
  newDisplay().show(value);
}

/** An output that can be redrawn, as for the progress of a training. */
export function newDisplay(): DisplayHandle {
  const send = openOutput(textOfBundle);
  const handle: DisplayHandle = {
    show: (value) => {
      const bundle = bundleOfValue(value);
      if (isPromise(bundle)) void bundle.then((resolved) => send(resolved ?? valueBundle(value)));
      else send(bundle ?? valueBundle(value));
    },
  };
  // As a cell's last expression, it is an output that begins empty, and no value to show.
  return Object.defineProperty(handle, Symbol.for("factorlab.output"), { value: true });
}

/** The bundle of a value's own display method; null or undefined where it has no method, or the method gives none. */
function bundleOfValue(value: unknown): OwnBundle | PromiseLike<OwnBundle> {
  const method = attempt(
    () => (value as Partial<Displayable> | null | undefined)?.[jupyterDisplay],
    undefined,
  );
  return typeof method === "function" ? Reflect.apply(method, value, []) : undefined;
}

function isPromise(value: unknown): value is PromiseLike<OwnBundle> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

/** The text of a bundle; bundles of other libraries may lack one. */
function textOfBundle(bundle: MimeBundle): string {
  const text = bundle["text/plain"] as string | undefined;
  return text ?? plainText(bundle);
}
