import type { RunPayload } from "factorlab/view";

/** Whoever shows what the handle points at. */
export interface ScrubberHost {
  /** The handle has come to another frame: an index into `frames`. What it calls shows in the same picture. */
  onMove(position: number): void;
  /** A person wants to move it and there are no frames yet; what was wanted is done once `show` brings some. */
  onWake?(): void;
}

/** What the scrubber shows. */
export interface ScrubberState {
  /** The first is ours; others, such as those of other seeds, stand behind it. */
  runs: readonly RunPayload[];
  /** The iterations of the recorded frames, rising, at most 200; none where they are not known yet. */
  frames: readonly number[];
  /** The frame that is shown: an index into `frames`. */
  position: number;
  /** Whether training is under way, so that the curve goes on growing. @default false */
  pending?: boolean;
  /** The iteration at the end of the axis. */
  total: number;
}

/** Whether the curves of two states are the same, so that nothing but the handle has to move. */
export function sameCurves(a: ScrubberState, b: ScrubberState): boolean {
  return (
    a.total === b.total &&
    a.runs.length === b.runs.length &&
    a.runs.every((run, k) => sameRun(run, b.runs[k]))
  );
}

/** Losses are compared as objects: whoever changes them makes new ones. */
function sameRun(a: RunPayload, b: RunPayload): boolean {
  const marks = ["bestAt", "stoppedAt", "divergedAt"] as const;
  const same = a.loss === b.loss && a.validation === b.validation && a.name === b.name;
  return same && marks.every((mark) => a[mark] === b[mark]);
}
