import type { Payload } from "../payload/types";
import { jupyterDisplay } from "./bundle";
import type { MimeBundle } from "./bundle";
import { makeBundle } from "./make-bundle";

/** A view for `display` alone: a payload and its sentence. */
export abstract class Displayed {
  /** @internal */
  protected constructor(
    private readonly payload: Payload,
    private readonly sentence: string,
  ) {}

  /** What it shows, in one sentence. */
  toString(): string {
    return this.sentence;
  }

  /** The view as a notebook draws it. */
  [jupyterDisplay](): MimeBundle {
    return makeBundle(this.payload, this.sentence);
  }
}
