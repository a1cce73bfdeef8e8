import { factorizationPayload, matrixPayload } from "../payload/build";
import { dialsPayload } from "../payload/build-dials";
import { lossViewPayload } from "../payload/build-loss";
import { planePayload } from "../payload/build-plane";
import {
  explanationPayload,
  predictionsPayload,
  rankedPayload,
  topListsPayload,
} from "../payload/build-recommendations";
import { toHtml, toOutputSvg } from "./drawings";
import type { Drawing } from "./make-bundle";
import { describe } from "./sentences";

/** All that outputs can have. */
export const fullDrawing: Drawing = {
  payloads: {
    dials: dialsPayload,
    factorization: factorizationPayload,
    loss: lossViewPayload,
    matrix: matrixPayload,
    plane: planePayload,
    ranked: rankedPayload,
    explanation: explanationPayload,
    topLists: topListsPayload,
    predictions: predictionsPayload,
  },
  sentence: (payload) => describe(payload),
  html: toHtml,
  svg: toOutputSvg,
};
