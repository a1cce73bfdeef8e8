import type { Payload } from "../payload/types";

/**
 * The convention of Deno's Jupyter kernel, and of ours: an object with this method says how it is displayed.
 * `Symbol.for("Jupyter.display")`.
 */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display");

/** Representations of one output by MIME type; a front end shows the richest one that it knows. */
export interface MimeBundle {
  "text/plain": string;
  "text/html"?: string;
  "image/svg+xml"?: string;
  "application/vnd.factorlab.v1+json"?: Payload;
}

/** A value that says how a notebook displays it. */
export interface Displayable {
  [jupyterDisplay](): MimeBundle;
}
