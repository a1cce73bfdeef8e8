import type { Payload } from "../payload/types";
import { exerciseDrawing, predictionDrawing } from "./course-drawing";
import { OF_FILE, OF_SVG } from "./detail";
import type { Detail } from "./detail";
import type { Drawing } from "./drawing";
import { dialsDrawing } from "./dials-drawing";
import { factorizationDrawing } from "./factorization-drawing";
import { guessDrawing } from "./guess-drawing";
import { lossDrawing } from "./loss-drawing";
import { mapDrawing } from "./map-drawing";
import { matrixDrawing } from "./matrix-drawing";
import { planeDrawing } from "./plane-drawing";
import { pictureDrawing } from "./picture-drawing";
import { describe } from "./sentences";
import { page } from "./svg-page";
import { tableDrawing } from "./table-drawing";
import { trainingDrawing } from "./training-drawing";

type Drawings = { readonly [Kind in Payload["kind"]]: Drawing<Extract<Payload, { kind: Kind }>> };

/** The drawing of every kind of payload. */
const DRAWINGS: Drawings = {
  matrix: matrixDrawing,
  factorization: factorizationDrawing,
  loss: lossDrawing,
  table: tableDrawing,
  map: mapDrawing,
  plane: planeDrawing,
  guess: guessDrawing,
  dials: dialsDrawing,
  picture: pictureDrawing,
  training: trainingDrawing,
  prediction: predictionDrawing,
  exercise: exerciseDrawing,
};

/** How a payload of any kind is drawn. */
export function drawingOf(payload: Payload): Drawing<Payload> {
  return DRAWINGS[payload.kind];
}

/** A payload as html without scripts: tables whose cells have colours, and the loss curve as an image. */
export function toHtml(payload: Payload): string {
  return drawingOf(payload).html(payload);
}

/** A payload as a file: one svg picture on white paper, without scripts, styles or links to elsewhere. */
export function toSvg(payload: Payload): string {
  return pictureOf(payload, OF_FILE);
}

/** A payload as the svg of an output, which holds less of something large than a file does. */
export function toOutputSvg(payload: Payload): string {
  return pictureOf(payload, OF_SVG);
}

function pictureOf(payload: Payload, detail: Detail): string {
  return page(drawingOf(payload).picture(payload, detail), describe(payload));
}
