import type { DialsViewPayload, FactorizationPayload, Payload } from "factorlab/view";
import type { Preferences } from "../preferences";
import { WorkbenchView } from "./factorization";

/** A factorization to turn by hand, with the matrices of a workbench below it. */
export class DialsView extends WorkbenchView {
  private shown: DialsViewPayload | null = null;
  private factorization: FactorizationPayload | null = null;

  /** The dials as they are shown now. */
  override get payload(): Payload | null {
    return this.workbench.dialsPayload ?? this.shown;
  }

  show(payload: DialsViewPayload, look: Preferences): void {
    if (payload !== this.shown) {
      this.shown = payload;
      this.factorization = factorizationOf(payload);
      this.workbench.showDials({ ...payload, L: payload.L.values, U: payload.U.values });
    }
    if (this.factorization) this.workbench.showOutput(this.factorization, look);
  }
}

/** The start of the race as a factorization that was not trained yet. */
function factorizationOf({
  title,
  data,
  L,
  U,
  start,
  seed,
  labels,
  nonnegative,
}: DialsViewPayload): FactorizationPayload {
  return {
    ...{ version: 1, kind: "factorization", data, seed },
    ...(title !== undefined ? { title } : {}),
    L: { ...L, values: start.L },
    U: { ...U, values: start.U },
    loss: { iterations: [], values: [] },
    ...{ iteration: 0, learningRate: null },
    ...(labels ? { labels } : {}),
    ...(nonnegative ? { nonnegative } : {}),
    replay: { ...start, stages: [] },
  };
}
