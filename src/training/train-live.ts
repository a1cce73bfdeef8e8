import { jupyterDisplay } from "../outputs/bundle";
import { inNotebook, openOutput } from "../outputs/open-output";
import { systemClock } from "./clock";
import type { LiveOptions } from "./live-options";
import { trainInSlices } from "./run";
import type { LiveContext } from "./run";
import type { Beginning, TrainingRun } from "./training-run";

/** Trains to the end in slices, by checked options. @throws as {@link trainInSlices} */
export async function trainLive(
  run: TrainingRun | Beginning,
  { display = true, onProgress }: LiveOptions,
): Promise<void> {
  const draw = drawing(display);
  const show: LiveContext["show"] = (progress) => {
    draw?.(progress);
    onProgress?.(progress);
  };
  await trainInSlices(run, { clock: systemClock, ...((draw ?? onProgress) && { show }) });
}

/** What draws the progress; undefined where nobody sees it. */
function drawing(display: NonNullable<LiveOptions["display"]>): LiveContext["show"] {
  if (typeof display !== "boolean") return (progress) => display.show(progress);
  if (!display || !inNotebook()) return undefined;
  const send = openOutput();
  return (progress) => send(progress[jupyterDisplay]());
}
