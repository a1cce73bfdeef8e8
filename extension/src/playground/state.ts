import type { Experiment, MatrixPayload, Trace, Verdict } from "factorlab/view";
import type { Hiding } from "../guess/hiding";

/** What the form shows. */
export interface PlaygroundState {
  /** The same object that `onChange` gave. Another object is a change from outside, which the form takes over. */
  experiment: Experiment;
  trace: Trace | null;
  /** Whether the experiment is being trained now. */
  running: boolean;
  verdict: Verdict | null;
  /** A learning rate that works, where the host has looked for one. */
  workingRate?: number | null;
  /** L·U, rows × columns, row by row: predicts the unknown cells. */
  predicted?: ArrayLike<number>;
  /** L·U, row by row, at the end of trainings with different seeds; empty where they were not compared. */
  seeds?: readonly (readonly number[])[];
  /** What the last nudge changed in each cell of L·U, where that is asked for. */
  change?: MatrixPayload | null;
  /** What a person does with hidden cells. */
  hiding: Hiding;
  /** Whether the iterations are being played. */
  playing: boolean;
  /** Why the experiment cannot be trained. */
  error?: string;
}
