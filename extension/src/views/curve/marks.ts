import type { RunPayload } from "factorlab/view";
import { lossAt, pointAt } from "./plot";
import type { Plot, Point } from "./plot";

export type MarkKind = "best" | "stopped" | "diverged";

/** Something that happened to a run, and where in the plot it is marked. */
export interface CurveMark {
  kind: MarkKind;
  /** The index of the run. */
  run: number;
  iteration: number;
  /** The loss there; null for one that left all bounds. */
  loss: number | null;
  at: Point;
  /** Whether there is room for a word beside it. */
  labelled: boolean;
  /** Whether the word stands left of it, as there is no room at its right. */
  left: boolean;
}

/** Words closer to each other than this, in shares of the plot, would run into each other. */
const WORD = { x: 0.12, y: 0.11 };

/** What is marked on the curves; `shown` says which runs are. */
export function marksOf(
  runs: readonly RunPayload[],
  plot: Plot,
  shown: (run: number) => boolean = () => true,
): CurveMark[] {
  const marks = runs.flatMap((run, k) => (shown(k) ? marksOfRun(run, k, plot) : []));
  const words: Point[] = [];
  for (const mark of marks) {
    const { x, y } = mark.at;
    mark.labelled = words.every((word) => Math.abs(word.x - x) > WORD.x || Math.abs(word.y - y) > WORD.y);
    if (mark.labelled) words.push(mark.at);
  }
  return marks;
}

function marksOfRun(run: RunPayload, index: number, plot: Plot): CurveMark[] {
  const marks: CurveMark[] = [];
  const add = (kind: MarkKind, iteration: number | undefined): void => {
    if (iteration === undefined) return;
    // The best is the best on the held-out cells, where there are any.
    const curve = kind === "best" ? (run.validation ?? run.loss) : run.loss;
    const away = kind === "diverged";
    const at = away ? { x: plot.x.share(iteration), y: 1 } : pointAt(curve, plot, iteration);
    if (at === null) return;
    const loss = away ? null : lossAt(curve, iteration);
    marks.push({ kind, run: index, iteration, loss, at, labelled: true, left: at.x > 0.88 });
  };
  add("best", run.bestAt);
  add("stopped", run.stoppedAt);
  add("diverged", run.divergedAt);
  return marks;
}
