import { checkLiveOptions } from "./live-options";
import type { LiveOptions } from "./live-options";
import type * as TrainLive from "./train-live";
import type { Beginning, TrainingRun } from "./training-run";

/** What trains while everything else runs, and draws it, which a page that trains at once need not load. */
const trainLive = (): Promise<typeof TrainLive> => import("./train-live");

/**
 * Checks the options of a live training.
 * @returns trains to the end in slices, and shows it as the options say.
 * @throws ValueError
 */
export function liveTraining(options: LiveOptions): (run: TrainingRun | Beginning) => Promise<void> {
  checkLiveOptions(options);
  return async (run) => (await trainLive()).trainLive(run, options);
}
