import type { factorizationPayload, matrixPayload } from "../payload/build";
import type { dialsPayload } from "../payload/build-dials";
import type { lossViewPayload } from "../payload/build-loss";
import type { planePayload } from "../payload/build-plane";
import type {
  explanationPayload,
  predictionsPayload,
  rankedPayload,
  topListsPayload,
} from "../payload/build-recommendations";
import { PAYLOAD_MIME } from "../payload/types";
import type { Payload } from "../payload/types";
import type { MimeBundle } from "./bundle";
import { cutText } from "./table/brief";

/** What makes the payloads of models and of what they give. */
export interface PayloadBuilders {
  readonly dials: typeof dialsPayload;
  readonly factorization: typeof factorizationPayload;
  readonly loss: typeof lossViewPayload;
  readonly matrix: typeof matrixPayload;
  readonly plane: typeof planePayload;
  readonly ranked: typeof rankedPayload;
  readonly explanation: typeof explanationPayload;
  readonly topLists: typeof topListsPayload;
  readonly predictions: typeof predictionsPayload;
}

/** How outputs are made: the payloads for our views, and their pictures for front ends without our extension. */
export interface Drawing {
  readonly payloads: PayloadBuilders;
  /** The payload in one sentence. */
  sentence: (payload: Payload) => string;
  /** The payload as html without scripts. */
  html: (payload: Payload) => string;
  /** The payload as one svg picture. */
  svg: (payload: Payload) => string;
}

let drawing: Drawing | null = null;

/**
 * Says how outputs are drawn. The module of `display` says it when it is loaded, which in Node is always. A page whose
 * bundle has no `display`, because it only trains or draws by `factorlab/view`, does not carry what nobody sees there.
 */
export function drawWith(how: Drawing): void {
  drawing = how;
}

/** What `build` makes of a model, where outputs are drawn; null in a bundle without `display`. */
export function builtPayload<Built extends Payload>(build: (make: PayloadBuilders) => Built): Built | null {
  return drawing && build(drawing.payloads);
}

/** The sentence of a payload, or the given text in a bundle without `display`, which has no payload. */
export function sentenceOf(payload: Payload | null, otherwise: string): string {
  return drawing && payload ? drawing.sentence(payload) : otherwise;
}

/** As {@link makeBundle}, of a payload that is only made where outputs are drawn; elsewhere the text alone. */
export function bundleOf(build: (make: PayloadBuilders) => Payload, text: string): MimeBundle {
  const payload = builtPayload(build);
  return payload ? makeBundle(payload, text) : textBundle(text);
}

/** A text alone. */
export function textBundle(text: string): MimeBundle {
  return { "text/plain": firstLines(text) };
}

/** All representations of a payload: the one for the view, its text, and still pictures for front ends without the view. */
export function makeBundle(payload: Payload, text: string): MimeBundle {
  return {
    ...textBundle(text),
    ...(drawing && picturesOf(payload, drawing)),
    [PAYLOAD_MIME]: payload,
  };
}

function picturesOf(payload: Payload, { html, svg }: Drawing): Partial<MimeBundle> {
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
