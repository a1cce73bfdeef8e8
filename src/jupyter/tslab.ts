/**
 * The one part of tslab that cells still meet: `import { display } from "tslab"`, as notebooks written for its
 * kernel have it. It is loaded when a cell first asks for it; it takes a quarter of a second and 50 MB.
 */

/** What tslab's own `display` and `newDisplay` send. */
export interface DisplayContent {
  /** By MIME type. */
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  transient?: { display_id?: string };
}

type DisplayListener = (content: DisplayContent, update: boolean) => void;

let listener: DisplayListener | undefined;

/** Receives everything that a cell shows through tslab. */
export function onTslabDisplay(receive: DisplayListener): void {
  listener = receive;
}

/** Has tslab's displays, once it is loaded, go to the listener. */
export function prepareTslab(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when it is asked for
  const jupyter = require("tslab/dist/jupyter") as {
    lastWriteDisplayData: (content: DisplayContent, update?: boolean) => void;
  };
  jupyter.lastWriteDisplayData = (content, update) => listener?.(content, update === true);
}
