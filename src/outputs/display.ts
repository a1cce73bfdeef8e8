import { ValueError } from "../errors";
import type { MimeBundle } from "./bundle";
import { jupyterDisplay } from "./bundle";
import type { Displayable } from "./bundle";

/** A place on the page for one output. */
export interface DisplayPlace {
  /** Draws `value` there, instead of what was there before. */
  show(value: Displayable): void;
}

/** What our kernel offers: sends a whole bundle, new or in place of the one with the same id. */
type SendBundle = (bundle: MimeBundle, options: { displayId: string; update: boolean }) => void;

/** What stock tslab offers a cell: one representation a message. */
interface TslabModule {
  newDisplay(): { html(markup: string): void; text(text: string): void };
}

/**
 * Shows a value as a rich output, now and here in the cell, as Python's `display` does. In stock tslab the output
 * is the value's html; outside notebooks its text goes to the console.
 * @param value anything of this library that has a picture: a matrix, a factorization, a history.
 * @throws ValueError if the value has no picture.
 */
export function display(value: Displayable): void {
  newDisplay().show(value);
}

/** An output that can be drawn again and again in the same place, as training goes on. */
export function newDisplay(): DisplayPlace {
  const send = sender();
  return { show: (value) => send(bundleOf(value)) };
}

function bundleOf(value: Displayable): MimeBundle {
  if (typeof (value as Partial<Displayable> | null)?.[jupyterDisplay] !== "function") {
    const actual = value === null ? "null" : typeof value;
    const expected = "a matrix, a factorization or another object with a picture";
    throw new ValueError(`value is of type ${actual}, expected ${expected}`, {
      argument: "value",
      actual,
      expected,
    });
  }
  return value[jupyterDisplay]();
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
      if (html === undefined) output.text(bundle["text/plain"]);
      else output.html(html);
    };
  }
  return (bundle) => here.console?.log(bundle["text/plain"]);
}
