import type { TrainingPayload } from "../payload/types";
import { escapeMarkup, imageMarkup } from "./markup";
import { notesHtml } from "./notes";
import { trainingEnd, trainingFacts, trainingHeading, trainingRemark } from "./progress";
import type { TrainingFact } from "./progress";
import { LOSS_SVG, lossSvg } from "./svg-loss";

/**
 * A training's html: heading, bar, numbers and curve. Measured times are in `time` elements only, so that a comparison
 * of two runs can ignore them.
 */
export function trainingHtml(payload: TrainingPayload): string {
  const title = trainingHeading(payload);
  const heading = `<div style="margin:0 0 6px"><b>${title}</b></div>`;
  const body =
    bar(payload) + factRows(payload) + remark(payload) + notesHtml(payload.notes) + progressCurve(payload);
  return `<div role="figure" aria-label="${title}">${heading}${body}</div>`;
}

function bar({ start, iteration, iterations }: TrainingPayload): string {
  const style = `display:block;width:100%;max-width:${LOSS_SVG.width}px;height:12px`;
  return `<progress value="${iteration - start}" max="${iterations - start}" style="${style}"></progress>`;
}

function factRows(payload: TrainingPayload): string {
  const cells = trainingFacts(payload).map(
    (fact) => `<td style="${PROGRESS_CELL_STYLE}">${factHtml(fact)}</td>`,
  );
  const table = "border:none;border-collapse:collapse;margin:6px 0 0";
  return `<table style="${table}"><tr style="background:none">${cells.join("")}</tr></table>`;
}

function factHtml({ name, value, note, timed }: TrainingFact): string {
  const number = timed ? `<time>${escapeMarkup(value)}</time>` : escapeMarkup(value);
  return `${name}<br><b>${number}</b>${note ? ` ${note}` : ""}`;
}

function remark(payload: TrainingPayload): string {
  const text = trainingRemark(payload);
  return text ? `<p style="margin:6px 0 0">${escapeMarkup(text)}</p>` : "";
}

/** The curve, with its size, so that a picture that changes twenty times a second does not shift the page. */
function progressCurve(payload: TrainingPayload): string {
  const svg = lossSvg([{ name: "loss", loss: payload.loss }], trainingEnd(payload));
  const picture = imageMarkup(svg, "Loss, the mean squared error, by iteration", LOSS_SVG);
  return `<div style="margin-top:8px">${picture}</div>`;
}

const PROGRESS_CELL_STYLE =
  "border:none;padding:0 28px 0 0;text-align:left;vertical-align:top;white-space:nowrap";
