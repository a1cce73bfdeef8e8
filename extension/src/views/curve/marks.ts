import { smallest } from "factorlab/view";
import type { LossPayload, RunPayload } from "factorlab/view";
import { lossAt, pointAt } from "./plot";
import type { Plot, Point } from "./plot";

export type MarkKind = "best" | "stopped" | "diverged";

/** An event of a run, and the point of the plot where it is marked. */
export interface CurveMark {
  kind: MarkKind;
  /** The index of the run. */
  run: number;
  iteration: number;
  /** The loss there; null if the run diverged. */
  loss: number | null;
  at: Point;
  /** Whether there is room for a label beside it. */
  labelled: boolean;
  /** Whether the label is at its left, as there is no room at its right. */
  left: boolean;
}

/** Labels closer to each other than this, in shares of the plot, would overlap. */
const LABEL = { x: 0.12, y: 0.11 };

/** The marks on the curves of the runs that are `shown`. */
export function marksOf(
  runs: readonly RunPayload[],
  plot: Plot,
  shown: (run: number) => boolean = () => true,
): CurveMark[] {
  const marks = runs.flatMap((run, k) => (shown(k) ? marksOfRun(run, k, plot) : []));
  const labels: Point[] = [];
  for (const mark of marks) {
    const { x, y } = mark.at;
    mark.labelled = labels.every(
      (label) => Math.abs(label.x - x) > LABEL.x || Math.abs(label.y - y) > LABEL.y,
    );
    if (mark.labelled) labels.push(mark.at);
  }
  return marks;
}

/** Where held-out losses turn: their least one, if they rise behind it. */
function turnOf(validation: LossPayload | undefined): number | undefined {
  if (!validation || validation.values.length < 3) return undefined;
  const { iterations, values } = validation;
  const least = smallest(values);
  const turns = values[values.length - 1] > least && values[0] > least;
  return turns ? iterations[values.indexOf(least)] : undefined;
}

function marksOfRun(run: RunPayload, index: number, plot: Plot): CurveMark[] {
  const marks: CurveMark[] = [];
  const add = (kind: MarkKind, iteration: number | undefined): void => {
    if (iteration === undefined) return;
    // The best iteration is chosen by the held-out cells, if there are any.
    const curve = kind === "best" ? (run.validation ?? run.loss) : run.loss;
    const diverged = kind === "diverged";
    const at = diverged ? { x: plot.x.share(iteration), y: 1 } : pointAt(curve, plot, iteration);
    if (at === null) return;
    const loss = diverged ? null : lossAt(curve, iteration);
    marks.push({ kind, run: index, iteration, loss, at, labelled: true, left: at.x > 0.88 });
  };
  add("best", run.bestAt ?? turnOf(run.validation));
  add("stopped", run.stoppedAt);
  add("diverged", run.divergedAt);
  return marks;
}
