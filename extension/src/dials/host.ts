import type { DialsViewPayload, FactorEntry } from "factorlab/view";
import type { Timeline } from "../workbench/timeline";

/** What the dials ask of the workbench around them. */
export interface DialsHost {
  readonly timeline: Timeline;
  /** A number was turned: all has to be drawn again. */
  draw(): void;
  /** A number was chosen in the dials. */
  onChoose(entry: FactorEntry): void;
  /** The numbers that are shown become those that are turned: what the plane changed of them is not changed twice. */
  onTurn(): void;
}

/** What the dials begin with, where that is not what was trained. */
export interface DialsBegin extends Partial<
  Pick<DialsViewPayload, "turns" | "machine" | "stages" | "entry" | "learningRate">
> {
  /** rows × features. */
  readonly L: ArrayLike<number>;
  /** features × columns. */
  readonly U: ArrayLike<number>;
}
