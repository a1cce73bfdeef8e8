import { ValueError } from "../errors";
import { jupyterDisplay } from "../outputs/bundle";
import type { DisplayHandle } from "../outputs/display";
import { inNotebook, openOutput } from "../outputs/open-output";
import type { Clock } from "./clock";
import { checkFunction, checkSignalOption } from "./options";
import type { TrainingProgress } from "./progress";
import type { LiveContext } from "./run";
import type { StopSignal } from "./stop";

/** Display, stopping and progress reports while a model trains. */
export interface LiveOptions {
  /** Whether a notebook shows the training as it runs, or the display handle that shows it. @default true */
  display?: boolean | DisplayHandle;
  /**
   * Stops the training: an `AbortSignal`. It is checked between iterations or epochs, at most some forty times a
   * second; an epoch over a million ratings takes from half a second to ten, depending on the model. @default none
   */
  signal?: StopSignal;
  /** Receives the progress of training, at most twenty times a second, and at its start and its end. @default none */
  onProgress?: (progress: TrainingProgress) => void;
}

/** The names of {@link LiveOptions}. */
export const LIVE_OPTIONS = ["display", "signal", "onProgress"] as const;

/** Checks the options and finds the display that shows the training. @throws ValueError */
export function liveContext({ display, signal, onProgress }: LiveOptions, clock: Clock): LiveContext {
  checkSignalOption(signal, "signal");
  checkFunction(onProgress, "onProgress");
  const draw = drawing(display);
  if (!draw && !onProgress) return { clock, signal };
  const show = (progress: TrainingProgress): void => {
    draw?.(progress);
    onProgress?.(progress);
  };
  return { clock, signal, show };
}

function drawing(display: LiveOptions["display"] = true): LiveContext["show"] | null {
  if (display === false || (display === true && !inNotebook())) return null;
  if (display === true) {
    const send = openOutput();
    return (progress) => send(progress[jupyterDisplay]());
  }
  if (typeof (display as DisplayHandle | null)?.show === "function")
    return (progress) => display.show(progress);
  const expected = "true, false, or a display handle from newDisplay()";
  throw new ValueError(`display is of type ${typeof display}, expected ${expected}`, {
    argument: "display",
    actual: display,
    expected,
  });
}
