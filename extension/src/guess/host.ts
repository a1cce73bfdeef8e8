import type { Experiment } from "factorlab/view";
import type { Timeline } from "../workbench/timeline";
import type { Hiding } from "./hiding";

/** What hiding and guessing asks of the workbench around it. */
export interface GuessHost {
  readonly timeline: Timeline;
  readonly hiding: Hiding;
  /** The experiment of the form, or the one that the output would be; null where it cannot be trained here. */
  experiment(): Experiment | null;
  /** Changes the experiment as the form does, which is opened for it. @param key changes with the same one are undone as one. */
  change(change: (experiment: Experiment) => Experiment, key?: string): void;
  /** Switches between hiding cells by a click and not. */
  onHiding(on: boolean): void;
  /** Shows the state of an iteration. */
  goTo(iteration: number): void;
  /** Everything has to be drawn again. */
  draw(): void;
}
