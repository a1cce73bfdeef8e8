import { iterationsOf } from "factorlab/view";
import type { ScrubberState } from "../views/curve/scrubber-state";
import { runOf } from "./subject";
import type { Timeline } from "./timeline";

/** The loss curve of what a timeline shows, with the states that it leads to; null where nothing is shown. */
export function curveOf(timeline: Timeline): ScrubberState | null {
  const { subject, trace, frames, others, position, replayState } = timeline;
  if (!subject || !trace) return null;
  const last = frames[frames.length - 1]?.iteration ?? 0;
  const planned = iterationsOf(subject.stages);
  return {
    runs: [runOf(subject, trace), ...others],
    frames: timeline.isIncomplete ? [] : timeline.iterations,
    position,
    pending: replayState === "waking",
    total: trace.ended ? last : Math.max(planned, last),
  };
}
