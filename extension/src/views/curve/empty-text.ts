import type { RunPayload } from "factorlab/view";
import { t } from "../../words";

/** The sentence instead of a curve. */
export function emptyText(runs: readonly RunPayload[]): string {
  const diverged = runs.find((run) => run.divergedAt !== undefined)?.divergedAt;
  if (diverged !== undefined) {
    return t("There is no loss curve: training diverged at iteration {iteration}.", { iteration: diverged });
  }
  // What other programs have trained may come with the last loss alone.
  const only = runs.find((run) => (run.loss.iterations.at(-1) ?? 0) > 0)?.loss.iterations.at(-1);
  if (only !== undefined) {
    return t("There is no loss curve: only the loss of iteration {iteration} is known.", { iteration: only });
  }
  return t("There is no loss curve yet: nothing has been trained.");
}
