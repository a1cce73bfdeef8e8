/**
 * The one part of tslab that cells still use: `import { display } from "tslab"`, as in notebooks written for its
 * kernel. It is loaded when a cell first imports it, which takes a quarter of a second and 50 MB.
 */

import type { DisplayContent } from "../session/messages/publisher";

type DisplayListener = (content: DisplayContent, update: boolean) => void;

let listener: DisplayListener | undefined;

/** Sets the listener for everything that a cell displays through tslab. */
export function onTslabDisplay(receive: DisplayListener): void {
  listener = receive;
}

/** Loads tslab, and redirects its displays to the listener. */
export function prepareTslab(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when it is asked for
  const jupyter = require("tslab/dist/jupyter") as {
    lastWriteDisplayData: (content: DisplayContent, update?: boolean) => void;
  };
  jupyter.lastWriteDisplayData = (content, update) => listener?.(content, update === true);
}
