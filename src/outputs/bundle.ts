import type { Payload } from "../payload/types";

/**
 * The method with which an object defines its display, in Deno's Jupyter kernel and in Factorlab's:
 * `Symbol.for("Jupyter.display")`.
 */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display");

/** Representations of one output by MIME type; a front end shows the richest one that it supports. */
export interface MimeBundle {
  /** What a terminal shows; always there. */
  "text/plain": string;
  /** What a page without our extension shows. */
  "text/html"?: string;
  /** A still picture, for exports. */
  "image/svg+xml"?: string;
  /** What our extension draws. */
  "application/vnd.factorlab.v1+json"?: Payload;
}

/** A value that defines how a notebook displays it. */
export interface Displayable {
  /** What a notebook shows of it, in several formats. */
  [jupyterDisplay](): MimeBundle;
}
