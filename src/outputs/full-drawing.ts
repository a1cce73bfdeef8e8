import { factorizationPayload, matrixPayload } from "../payload/build";
import { dialsPayload } from "../payload/build-dials";
import { tablePayload } from "../payload/build-lists";
import { lossViewPayload } from "../payload/build-loss";
import { planePayload } from "../payload/build-plane";
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
    table: tablePayload,
  },
  sentence: (payload) => describe(payload),
  html: toHtml,
  svg: toOutputSvg,
};
