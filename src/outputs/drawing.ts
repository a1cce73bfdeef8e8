import type { Payload } from "../payload/types";
import type { Detail } from "./detail";
import type { Part } from "./svg-page";

/** How a kind of payload is shown where our extension does not draw it. */
export interface Drawing<Shown extends Payload> {
  /** The payload as a part of an svg picture. @param detail how much of something large it holds. */
  picture(payload: Shown, detail: Detail): Part;
  /** The payload as html without scripts, of bounded size. Only coloured cells have a background, so that it is legible on any page. */
  html(payload: Shown): string;
}
