import { ValueError } from "../errors";
import { inNotebook, newDisplay } from "../outputs/display";
import type { DisplayHandle } from "../outputs/display";
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
  const handle = displayHandle(display);
  if (!handle && !onProgress) return { clock, signal };
  const show = (progress: TrainingProgress): void => {
    handle?.show(progress);
    onProgress?.(progress);
  };
  return { clock, signal, show };
}

function displayHandle(display: LiveOptions["display"] = true): DisplayHandle | null {
  if (display === true) return inNotebook() ? newDisplay() : null;
  if (display === false) return null;
  if (typeof (display as DisplayHandle | null)?.show === "function") return display;
  const expected = "true, false, or a place as newDisplay() gives it";
  throw new ValueError(`display is of type ${typeof display}, expected ${expected}`, {
    argument: "display",
    actual: display,
    expected,
  });
}
