import type { TrainingPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { escapeMarkup } from "./markup";
import { withNotes } from "./notes";
import { trainingEnd, trainingHeading, trainingLine, trainingShare } from "./progress";
import { trainingHtml } from "./progress-html";
import { lossChart, RUN_COLOURS } from "./svg-loss";
import { movedPart, PAPER, round, SPACE } from "./svg-page";
import type { Part } from "./svg-page";

/** The heading, bar, numbers and curve of a training. */
function drawTraining(payload: TrainingPayload): Part {
  const width = 640;
  const heading = `<text y="14" font-size="14" font-weight="bold" fill="${PAPER.ink}">${trainingHeading(payload)}</text>`;
  const subtitle = `<text y="54" font-size="13" fill="${PAPER.quiet}">${escapeMarkup(trainingLine(payload))}</text>`;
  const done = round(trainingShare(payload) * width);
  const bar =
    `<rect y="24" width="${width}" height="8" rx="4" fill="${PAPER.track}"/>` +
    (done > 0 ? `<rect y="24" width="${done}" height="8" rx="4" fill="${RUN_COLOURS[0]}"/>` : "");
  const chart = lossChart([{ name: "loss", loss: payload.loss }], width, 190, trainingEnd(payload));
  const markup = heading + bar + subtitle + movedPart(chart, 0, 54 + SPACE);
  return { markup, width, height: 54 + SPACE + chart.height };
}

/** The progress of a training. */
export const trainingDrawing: Drawing<TrainingPayload> = {
  picture: (payload) => withNotes(drawTraining(payload), payload.notes),
  html: trainingHtml,
};
