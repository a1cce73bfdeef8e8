import { PAYLOAD_MIME } from "../payload/types";
import type { Payload } from "../payload/types";
import type { MimeBundle } from "./bundle";
import { toHtml } from "./html";
import { toSvg } from "./svg";

/** Every representation of a payload: the view's, and the still pictures for front ends that lack it. */
export function makeBundle(payload: Payload, text: string): MimeBundle {
  // A state that is replaced within a second is not worth two pictures.
  const passing = payload.kind === "training" && payload.state === "running";
  return {
    "text/plain": text,
    "text/html": toHtml(payload),
    ...(passing ? {} : { "image/svg+xml": toSvg(payload) }),
    [PAYLOAD_MIME]: payload,
  };
}
