import { wrongArgument } from "../errors";
import type { DisplayHandle } from "../outputs/display";
import { checkFunction, checkSignalOption } from "./options";
import type { TrainingProgress } from "./progress";
import type { StopSignal } from "./stop";

/** Display, stopping and progress reports while a model trains. */
export interface LiveOptions {
  /** Whether a notebook shows the training as it runs, or the display handle that shows it. @default true */
  display?: boolean | DisplayHandle;
  /**
   * Stops the training: an `AbortSignal`. It is checked some forty times a second, also in the middle of an epoch of a
   * model of ratings; the model then is what the epoch before has left. @default none
   */
  signal?: StopSignal;
  /** Receives the progress of training, at most twenty times a second, and at its start and its end. @default none */
  onProgress?: (progress: TrainingProgress) => void;
}

/** The names of {@link LiveOptions}. */
export const LIVE_OPTIONS = ["display", "signal", "onProgress"] as const;

/** @throws ValueError for an invalid option. */
export function checkLiveOptions({ display = true, signal, onProgress }: LiveOptions): void {
  checkSignalOption(signal, "signal");
  checkFunction(onProgress, "onProgress");
  if (typeof display === "boolean" || typeof (display as DisplayHandle | null)?.show === "function") return;
  const expected = "true, false, or a display handle from newDisplay()";
  throw wrongArgument("display", display, expected, `of type ${typeof display}`);
}
