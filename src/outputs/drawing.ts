import type { Payload } from "../payload/types";
import type { Part } from "./svg-page";
import type { Translate } from "./translate";

/** How a kind of payload is shown where our extension does not draw it. */
export interface Drawing<Shown extends Payload> {
  /** The payload in one sentence: the alternative text of its picture. */
  describe(payload: Shown, t: Translate): string;
  /** The payload as a part of an svg picture. */
  picture(payload: Shown): Part;
  /** The payload as html without scripts. Only coloured cells have a background, so that it is legible on any page. */
  html(payload: Shown): string;
}
