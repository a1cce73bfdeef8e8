import { PAYLOAD_MIME } from "../payload/types";
import type { Payload } from "../payload/types";
import type { MimeBundle } from "./bundle";
import { toHtml } from "./html";
import { toSvg } from "./svg";

/** All representations of a payload: the one for the view, and still pictures for front ends without it. */
export function makeBundle(payload: Payload, text: string): MimeBundle {
  // A state that is replaced within a second does not need two pictures.
  const isTransient = payload.kind === "training" && payload.state === "running";
  return {
    "text/plain": text,
    "text/html": toHtml(payload),
    ...(isTransient ? {} : { "image/svg+xml": toSvg(payload) }),
    [PAYLOAD_MIME]: payload,
  };
}
