import { PAYLOAD_MIME } from "../payload/types";
import type { Payload } from "../payload/types";
import type { MimeBundle } from "./bundle";
import type { Drawing } from "./drawing";
import { page } from "./svg-page";
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
    "text/plain": text,
    "text/html": drawing.html(payload),
    ...(isTransient ? {} : { "image/svg+xml": pictureOf(payload, drawing) }),
    [PAYLOAD_MIME]: payload,
  };
}

/** A payload as a picture of its own. */
export function pictureOf<Shown extends Payload>(payload: Shown, drawing: Drawing<Shown>): string {
  return page(drawing.picture(payload), drawing.describe(payload, english));
}
