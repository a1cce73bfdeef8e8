import type { LossViewPayload, RunPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { figure, imageMarkup } from "./markup";
import { notesHtml, withNotes } from "./notes";
import { formatLoss } from "./number";
import { lossChart, lossSvg } from "./svg-loss";
import { english } from "./translate";
import type { Translate } from "./translate";

function describe(payload: LossViewPayload, t: Translate): string {
  const runs = payload.runs.map((run) => `${run.name} (${lossSummary(run, t)})`).join(", ");
  return t("Loss curve of {runs}.", { runs });
}

function lossSummary({ loss: { values }, divergedAt }: RunPayload, t: Translate): string {
  const [first, last] = [values.at(0), values.at(-1)];
  const losses =
    first === undefined || last === undefined
      ? t("no losses yet")
      : t("{first} to {last}", { first: formatLoss(first), last: formatLoss(last) });
  return divergedAt === undefined
    ? losses
    : `${losses}, ${t("diverged at iteration {iteration}", { iteration: divergedAt })}`;
}

/** Loss curves in one chart. */
export const lossDrawing: Drawing<LossViewPayload> = {
  describe,
  picture: (payload) => withNotes(lossChart(payload.runs, 640, 220, undefined, payload), payload.notes),
  html: (payload) => {
    const sentence = describe(payload, english);
    const picture = imageMarkup(lossSvg(payload.runs, undefined, payload), sentence);
    return figure(sentence, picture + notesHtml(payload.notes));
  },
};
