import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { formatLoss } from "../outputs/number";
import { makeBundle } from "../outputs/make-bundle";
import { lossViewPayload } from "../payload/build";
import type { LossHistory } from "../payload/build";

/** One iteration that is done; the model can be used, and stopped, after each. */
export interface IterationEvent {
  /** Tells this event from those of other trainings. */
  type: "iteration";
  /** Which iteration was done, counted from 1 over the model's life. */
  iteration: number;
  /** The iteration with which this training ends. */
  iterations: number;
  /** Mean squared error over all known cells after it. */
  loss: number;
}

/** One iteration of gradient descent that is done. */
export interface TrainingEvent extends IterationEvent {
  /** What the gradient was multiplied by. */
  learningRate: number;
}

/** The losses of a model's training, shown in a notebook as a curve. */
export class TrainingHistory implements LossHistory {
  /** The iterations that were recorded, rising; 0 stands for the starting factors. */
  readonly iterations: number[] = [];
  /** `loss[k]` is the mean squared error after iteration `iterations[k]`. */
  readonly loss: number[] = [];
  /** `validation[k]` is the loss on held-out ratings after `iterations[k]`; empty where none were held out. */
  readonly validation: number[] = [];
  /** The iteration with the lowest validation loss, which early stopping went back to; null where it did not. */
  bestAt: number | null = null;
  /** The iteration at which early stopping ended the training; null where it did not. */
  stoppedAt: number | null = null;
  /** The iteration at which the last training left all bounds; null where it did not. */
  divergedAt: number | null = null;

  /** Adds one loss; one that is not finite has no place on a curve and is left out. */
  record(iteration: number, loss: number): void {
    if (!Number.isFinite(loss)) return;
    this.iterations.push(iteration);
    this.loss.push(loss);
  }

  /** Forgets what was recorded after `iteration`: the model went back to it, or was stopped before it was whole. */
  rewind(iteration: number): void {
    // A hard stop of the JavaScript may have come between the two lists.
    let kept = Math.min(this.iterations.length, this.loss.length);
    while (kept > 0 && this.iterations[kept - 1] > iteration) kept--;
    this.iterations.length = kept;
    this.loss.length = kept;
    this.validation.length = Math.min(this.validation.length, kept);
  }

  toString(): string {
    const ends = [...new Set([0, this.loss.length - 1])].filter((k) => k in this.loss);
    const points = ends.map((k) => `${formatLoss(this.loss[k])} at iteration ${this.iterations[k]}`);
    const diverged = this.divergedAt === null ? "" : `, diverged at iteration ${this.divergedAt}`;
    return `loss: ${points.join(", ") || "nothing recorded yet"}${diverged}`;
  }

  /** The loss curve as a notebook draws it. */
  [jupyterDisplay](): MimeBundle {
    return makeBundle(lossViewPayload([{ name: "loss", history: this }]), this.toString());
  }
}
