import type { Payload } from "../payload/types";

/**
 * The method with which an object defines its display, in Deno's Jupyter kernel and in Factorlab's:
 * `Symbol.for("Jupyter.display")`.
 */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display");

/** Representations of one output by MIME type; a front end shows the richest one that it supports. */
export interface MimeBundle {
  "text/plain": string;
  "text/html"?: string;
  "image/svg+xml"?: string;
  "application/vnd.factorlab.v1+json"?: Payload;
}

/** A value that defines how a notebook displays it. */
export interface Displayable {
  [jupyterDisplay](): MimeBundle;
}
