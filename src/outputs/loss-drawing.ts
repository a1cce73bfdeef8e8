import type { LossViewPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { figure, imageMarkup } from "./markup";
import { namedRuns } from "./named-runs";
import { notesHtml, withNotes } from "./notes";
import { describe } from "./sentences";
import { lossChart, lossSvg } from "./svg-loss";

/** Loss curves in one chart. */
export const lossDrawing: Drawing<LossViewPayload> = {
  picture: (payload) => withNotes(lossChart(namedRuns(payload), 640, 220, undefined, payload), payload.notes),
  html: (payload) => {
    const sentence = describe(payload);
    const picture = imageMarkup(lossSvg(namedRuns(payload), undefined, payload), sentence);
    return figure(sentence, picture + notesHtml(payload.notes));
  },
};
