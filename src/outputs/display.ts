import { attempt } from "./attempt";
import { jupyterDisplay } from "./bundle";
import type { Displayable, MimeBundle } from "./bundle";
import { plainText } from "./plain-text";
import { valueBundle } from "./value-bundle";

/** A place on the page for one output. */
export interface DisplayHandle {
  /** Draws `value` there, instead of what was there before. */
  show(value: unknown): void;
}

/** What our kernel offers: sends a whole bundle, new or in place of the one with the same id. */
type SendBundle = (bundle: MimeBundle, options: { displayId: string; update: boolean }) => void;

type OwnBundle = MimeBundle | null | undefined;

/** What stock tslab offers a cell: one representation a message. */
interface TslabModule {
  newDisplay(): { html(markup: string): void; text(text: string): void };
}

/**
 * Shows a value as a rich output, now and here in the cell, as Python's `display` does: by its own method
 * `Symbol.for("Jupyter.display")`, else numbers and records as a table, else as text. In stock tslab the output is the
 * value's html; outside notebooks its text goes to the console.
 * @param value anything. A display that gives a promise is shown when the promise is kept.
 * @throws what the value's own display throws.
 */
export function display(value: unknown): void {
  newDisplay().show(value);
}

/** An output that can be drawn again and again in the same place, as training goes on. */
export function newDisplay(): DisplayHandle {
  const send = sender();
  return {
    show: (value) => {
      const bundle = ownBundle(value);
      if (isPromise(bundle)) void bundle.then((kept) => send(kept ?? valueBundle(value)));
      else send(bundle ?? valueBundle(value));
    },
  };
}

/** Whether there is a notebook to show outputs in; without one, {@link display} prints their text. */
export function inNotebook(): boolean {
  const here = globalThis as { [key: symbol]: unknown; __tslab__?: unknown };
  return here[Symbol.for("factorlab.display")] !== undefined || here.__tslab__ !== undefined;
}

/** What a value's own display gives; nothing where it has none, or leaves it to us. */
function ownBundle(value: unknown): OwnBundle | PromiseLike<OwnBundle> {
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

/** Finds out where the code runs, by what the kernels leave on the global object. */
function sender(): (bundle: MimeBundle) => void {
  const here = globalThis as {
    [key: symbol]: unknown;
    __tslab__?: { require(name: "tslab"): TslabModule };
    console?: { log(text: string): void };
  };
  const send = here[Symbol.for("factorlab.display")] as SendBundle | undefined;
  if (send) {
    const displayId = `factorlab-${++displays}`;
    let update = false;
    return (bundle) => {
      send(bundle, { displayId, update });
      update = true;
    };
  }
  if (here.__tslab__) {
    const output = here.__tslab__.require("tslab").newDisplay();
    return (bundle) => {
      const html = bundle["text/html"];
      if (html === undefined) output.text(textOfBundle(bundle));
      else output.html(html);
    };
  }
  return (bundle) => here.console?.log(textOfBundle(bundle));
}

/** Strangers' bundles need not have a text. */
function textOfBundle(bundle: MimeBundle): string {
  const text = bundle["text/plain"] as string | undefined;
  return text ?? plainText(bundle);
}
