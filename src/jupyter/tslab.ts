/**
 * What a cell gets from `import … from "tslab"`, as in notebooks written for its kernel: the interface of tslab's npm
 * package, which so need not be there. The file belongs to the realm of the cells.
 */
import { randomBytes } from "node:crypto";

/** Shows values in the output of the cell that is running, each in one form. */
export interface Display {
  javascript(code: string): void;
  html(markup: string): void;
  markdown(text: string): void;
  latex(formula: string): void;
  svg(markup: string): void;
  png(bytes: Uint8Array): void;
  jpeg(bytes: Uint8Array): void;
  gif(bytes: Uint8Array): void;
  pdf(bytes: Uint8Array): void;
  text(text: string): void;
  /** Any MIME type; bytes are sent as base64. */
  raw(contentType: string, content: unknown): void;
}

/** The content that `display` and `newDisplay` send. */
export interface DisplayContent {
  /** By MIME type. */
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  transient?: { display_id?: string };
}

export type DisplayListener = (content: DisplayContent, update: boolean) => void;

/** Where displays go; the kernel sets it. */
export const connection: { listener?: DisplayListener } = {};

const TYPES = {
  javascript: "text/javascript",
  html: "text/html",
  markdown: "text/markdown",
  latex: "text/latex",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  gif: "image/gif",
  pdf: "application/pdf",
  text: "text/plain",
} as const;

/** @param id Where it is given, all that is shown has one place, and what comes later replaces what is there. */
function makeDisplay(id?: string): Display {
  let update = false;
  const raw = (contentType: string, content: unknown): void => {
    const value = content instanceof Uint8Array ? Buffer.from(content).toString("base64") : content;
    const transient = id === undefined ? {} : { transient: { display_id: id } };
    connection.listener?.({ data: { [contentType]: value }, metadata: {}, ...transient }, update);
    update = id !== undefined;
  };
  const forms = Object.entries(TYPES).map(([name, type]) => [name, (content: unknown) => raw(type, content)]);
  return { ...(Object.fromEntries(forms) as Omit<Display, "raw">), raw };
}

/** Shows each value in a place of its own. */
export const display: Display = makeDisplay();

/** Shows values in one place, each instead of the one before. */
export function newDisplay(): Display {
  return makeDisplay(randomBytes(8).toString("hex"));
}

/** The version of tslab whose interface this is, and that of Node. */
export const versions: { tslab: string; node: string } = { tslab: "1.0.22", node: process.version };
