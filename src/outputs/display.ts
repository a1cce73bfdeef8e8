import { attempt } from "./attempt";
import { jupyterDisplay } from "./bundle";
import type { Displayable, MimeBundle } from "./bundle";
import { plainText } from "./plain-text";
import { valueBundle } from "./value-bundle";

/** One output on the page. */
export interface DisplayHandle {
  /** Draws `value` in the output, and replaces what it showed before. */
  show(value: unknown): void;
}

/** The function of Factorlab's kernel that sends a bundle, new or in place of the one with the same id. */
type SendBundle = (bundle: MimeBundle, options: { displayId: string; update: boolean }) => void;

type OwnBundle = MimeBundle | null | undefined;

/** The module of stock tslab, which sends one representation in a message. */
interface TslabModule {
  newDisplay(): { html(markup: string): void; text(text: string): void };
}

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
  const send = sender();
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

/** Whether the code runs in a notebook; elsewhere, {@link display} prints the text of outputs. */
export function inNotebook(): boolean {
  const globals = globalThis as { [key: symbol]: unknown; __tslab__?: unknown };
  return globals[Symbol.for("factorlab.display")] !== undefined || globals.__tslab__ !== undefined;
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

let displays = 0;

/** Chooses the way to send outputs, by what the kernels define on the global object. */
function sender(): (bundle: MimeBundle) => void {
  const globals = globalThis as {
    [key: symbol]: unknown;
    __tslab__?: { require(name: "tslab"): TslabModule };
    console?: { log(text: string): void };
  };
  const send = globals[Symbol.for("factorlab.display")] as SendBundle | undefined;
  if (send) {
    const displayId = `factorlab-${++displays}`;
    let update = false;
    return (bundle) => {
      send(bundle, { displayId, update });
      update = true;
    };
  }
  if (globals.__tslab__) {
    const output = globals.__tslab__.require("tslab").newDisplay();
    return (bundle) => {
      const html = bundle["text/html"];
      if (html === undefined) output.text(textOfBundle(bundle));
      else output.html(html);
    };
  }
  return (bundle) => globals.console?.log(textOfBundle(bundle));
}

/** The text of a bundle; bundles of other libraries may lack one. */
function textOfBundle(bundle: MimeBundle): string {
  const text = bundle["text/plain"] as string | undefined;
  return text ?? plainText(bundle);
}
