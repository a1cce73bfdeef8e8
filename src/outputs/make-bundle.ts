import { PAYLOAD_MIME } from "../payload/types";
import type { Payload } from "../payload/types";
import type { MimeBundle } from "./bundle";
import { OF_SVG } from "./detail";
import type { Detail } from "./detail";
import type { Drawing } from "./drawing";
import { page } from "./svg-page";
import { cutText } from "./table/brief";
import { english } from "./translate";

/**
 * All representations of a payload: the one for the view, and still pictures for front ends without it.
 * @param drawing draws its kind; see {@link Drawing} for why it is passed in.
 */
export function makeBundle<Shown extends Payload>(
  payload: Shown,
  text: string,
  drawing: Drawing<Shown>,
): MimeBundle {
  // A state that is replaced within a second does not need two pictures.
  const isTransient = payload.kind === "training" && payload.state === "running";
  return {
    "text/plain": firstLines(text),
    "text/html": drawing.html(payload),
    ...(isTransient ? {} : { "image/svg+xml": pictureOf(payload, drawing, OF_SVG) }),
    [PAYLOAD_MIME]: payload,
  };
}

/** The most characters of an output's text. */
const MOST_TEXT = 20_000;

/** The text, or its first lines where it is very long, and how many follow. */
function firstLines(text: string): string {
  if (text.length <= MOST_TEXT) return text;
  const shown = text.slice(0, MOST_TEXT).split("\n").slice(0, -1);
  if (shown.length === 0) return cutText(text, MOST_TEXT);
  return [...shown, `… ${text.split("\n").length - shown.length} more lines`].join("\n");
}

/** A payload as a picture of its own. */
export function pictureOf<Shown extends Payload>(
  payload: Shown,
  drawing: Drawing<Shown>,
  detail: Detail,
): string {
  return page(drawing.picture(payload, detail), drawing.describe(payload, english));
}
