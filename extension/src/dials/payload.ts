import type { DialsViewPayload, FactorEntry, TrainingStage } from "factorlab/view";
import { factorsOf } from "../workbench/subject";
import type { Timeline } from "../workbench/timeline";
import type { HandFactors } from "./hand";
import type { Race } from "./race";

/** The most turns that a payload holds. */
const MOST_TURNS = 1000;

/** What of the dials is not in the timeline. */
export interface DialsShown {
  readonly start: HandFactors | null;
  readonly stages: readonly TrainingStage[];
  readonly entry: FactorEntry;
  readonly learningRate: number;
  readonly turns: readonly number[];
  readonly race: Race;
}

/** The dials as they are shown now, as the payload of an output; null where nothing is shown. */
export function dialsPayloadOf(timeline: Timeline, shown: DialsShown): DialsViewPayload | null {
  const { subject, frame } = timeline;
  if (!subject || !frame) return null;
  const { title, data, labels, seed, nonnegative } = subject;
  const { start, stages, entry, learningRate, race } = shown;
  const from = start ?? frame;
  const turns = shown.turns.slice(-MOST_TURNS);
  return {
    ...{ version: 1, kind: "dials", data, ...factorsOf(subject, frame) },
    ...(title !== undefined ? { title } : {}),
    start: { L: Array.from(from.L), U: Array.from(from.U) },
    ...{ stages: [...stages], learningRate, entry, seed },
    ...(race.begun && race.run ? { machine: { loss: race.shown, unit: race.run.unit } } : {}),
    ...(nonnegative ? { nonnegative } : {}),
    ...(turns.length > 1 ? { turns } : {}),
    ...(labels ? { labels } : {}),
  };
}
