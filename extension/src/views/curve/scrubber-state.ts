import type { RunPayload } from "factorlab/view";

/** Shows the frame that the handle points at. */
export interface ScrubberHost {
  /** The handle has moved to another frame, an index into `frames`. The host draws it before the next paint. */
  onMove(position: number): void;
  /** A person wants to move the handle, and there are no frames yet; the move is made once `show` brings some. */
  onWake?(): void;
}

/** What the scrubber shows. */
export interface ScrubberState {
  /** The first run has the handle; the others, such as those of other seeds, are behind it. */
  runs: readonly RunPayload[];
  /** The iterations of the recorded frames, rising, at most 200; empty if they are not known yet. */
  frames: readonly number[];
  /** The frame that is shown: an index into `frames`. */
  position: number;
  /** Whether training is running, so that the curve still grows. @default false */
  pending?: boolean;
  /** The iteration at the end of the axis. */
  total: number;
}

/** Whether the curves of two states are the same, so that only the handle has to move. */
export function sameCurves(a: ScrubberState, b: ScrubberState): boolean {
  return (
    a.total === b.total &&
    a.runs.length === b.runs.length &&
    a.runs.every((run, k) => sameRun(run, b.runs[k]))
  );
}

/** Compares losses as objects, since changed losses are new objects. */
function sameRun(a: RunPayload, b: RunPayload): boolean {
  const marks = ["bestAt", "stoppedAt", "divergedAt"] as const;
  const same = a.loss === b.loss && a.validation === b.validation && a.name === b.name;
  return same && marks.every((mark) => a[mark] === b[mark]);
}
