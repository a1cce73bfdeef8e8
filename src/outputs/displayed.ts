import type { Payload } from "../payload/types";
import { jupyterDisplay } from "./bundle";
import type { MimeBundle } from "./bundle";
import { builtPayload, makeBundle, sentenceOf, textBundle } from "./make-bundle";
import type { PayloadBuilders } from "./make-bundle";

/** A view for `display` alone. */
export abstract class Displayed {
  /** What is drawn, as it was when the view was made. */
  private readonly payload: Payload | null;
  private readonly sentence: string;

  /** @param text what it is called in a bundle without `display`. @internal */
  protected constructor(build: (make: PayloadBuilders) => Payload, text: string) {
    this.payload = builtPayload(build);
    this.sentence = sentenceOf(this.payload, text);
  }

  /** What it shows, in one sentence. */
  toString(): string {
    return this.sentence;
  }

  /** The view as a notebook draws it. */
  [jupyterDisplay](): MimeBundle {
    return this.payload ? makeBundle(this.payload, this.sentence) : textBundle(this.sentence);
  }
}
