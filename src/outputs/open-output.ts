/** Where outputs go: to the kernel that runs the code, or to the console. What draws them stands in other files. */
import type { MimeBundle } from "./bundle";

/** The function of Factorlab's kernel that sends a bundle, new or in place of the one with the same id. */
type SendBundle = (bundle: MimeBundle, options: { displayId: string; update: boolean }) => void;

/** The module of stock tslab, which sends one representation in a message. */
interface TslabModule {
  newDisplay(): { html(markup: string): void; text(text: string): void };
}

/** Whether the code runs in a notebook; elsewhere, the text of outputs is printed. */
export function inNotebook(): boolean {
  const globals = globalThis as { [key: symbol]: unknown; __tslab__?: unknown };
  return globals[Symbol.for("factorlab.display")] !== undefined || globals.__tslab__ !== undefined;
}

let displays = 0;

/**
 * Opens an output, and chooses the way to it by what the kernels define on the global object. Each bundle that is sent
 * replaces the one before.
 * @param textOf the text of a bundle, where only text can be shown. @default its own
 */
export function openOutput(
  textOf: (bundle: MimeBundle) => string = (bundle) => bundle["text/plain"],
): (bundle: MimeBundle) => void {
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
      if (html === undefined) output.text(textOf(bundle));
      else output.html(html);
    };
  }
  return (bundle) => globals.console?.log(textOf(bundle));
}
