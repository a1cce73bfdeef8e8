import type { LossViewPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { figure, imageMarkup } from "./markup";
import { notesHtml, withNotes } from "./notes";
import { describe } from "./sentences";
import { lossChart, lossSvg } from "./svg-loss";

/** Loss curves in one chart. */
export const lossDrawing: Drawing<LossViewPayload> = {
  picture: (payload) => withNotes(lossChart(payload.runs, 640, 220, undefined, payload), payload.notes),
  html: (payload) => {
    const sentence = describe(payload);
    const picture = imageMarkup(lossSvg(payload.runs, undefined, payload), sentence);
    return figure(sentence, picture + notesHtml(payload.notes));
  },
};
