import { formatLoss } from "factorlab/view";
import type { RunPayload } from "factorlab/view";
import { t } from "../../words";
import { markText } from "./mark-layer";
import type { CurveMark } from "./marks";

/** Describes a chart of losses for screen readers. */
export function figureLabel(runs: readonly RunPayload[], marks: readonly CurveMark[]): string {
  const summaries = runs.map((run, k) => {
    const own = marks.filter((mark) => mark.run === k).map(markText);
    return [`${run.name} ${lossSummaryText(run)}`, ...own].join(", ");
  });
  return t("Loss curve: {courses}", { courses: summaries.join("; ") });
}

function lossSummaryText({ loss: { iterations, values } }: RunPayload): string {
  if (values.length === 0) return t("without losses");
  const last = values.length - 1;
  return t("from {first} at iteration {start} to {last} at iteration {end}", {
    first: formatLoss(values[0]),
    start: iterations[0],
    last: formatLoss(values[last]),
    end: iterations[last],
  });
}
