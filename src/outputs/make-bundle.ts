import { PAYLOAD_MIME } from "../payload/types";
import type { Payload } from "../payload/types";
import type { MimeBundle } from "./bundle";
import { cutText } from "./table/brief";

/** How payloads of all kinds are drawn for front ends without our extension. */
export interface StillPictures {
  /** The payload as html without scripts. */
  html: (payload: Payload) => string;
  /** The payload as one svg picture. */
  svg: (payload: Payload) => string;
}

let stillPictures: StillPictures | null = null;

/**
 * Says how still pictures are drawn. The module of `display` says it when it is loaded, which in Node is always. A page
 * whose bundle has no `display`, because it only trains or draws by `factorlab/view`, does not carry them.
 */
export function drawStillPicturesWith(drawing: StillPictures): void {
  stillPictures = drawing;
}

/** All representations of a payload: the one for the view, its text, and still pictures for front ends without the view. */
export function makeBundle(payload: Payload, text: string): MimeBundle {
  return {
    "text/plain": firstLines(text),
    ...(stillPictures && picturesOf(payload, stillPictures)),
    [PAYLOAD_MIME]: payload,
  };
}

function picturesOf(payload: Payload, { html, svg }: StillPictures): Partial<MimeBundle> {
  // A state that is replaced within a second does not need two pictures.
  const isTransient = payload.kind === "training" && payload.state === "running";
  return { "text/html": html(payload), ...(isTransient ? {} : { "image/svg+xml": svg(payload) }) };
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
