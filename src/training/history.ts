import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { formatLoss } from "../outputs/number";
import { bundleOf } from "../outputs/make-bundle";
import { sentence } from "../payload/sentence";
import type { LossHistory } from "../payload/build-loss";

/** A completed iteration; the model can be used, and its training stopped, after each. */
export interface IterationEvent {
  /** Tells this event from those of other trainings. */
  type: "iteration";
  /** The number of the iteration, counted from 1 over the model's life. */
  iteration: number;
  /** The iteration with which this training ends. */
  iterations: number;
  /** The mean squared error over all known cells after the iteration. */
  loss: number;
}

/** A completed iteration of gradient descent. */
export interface TrainingEvent extends IterationEvent {
  /** What the gradient was multiplied by. */
  learningRate: number;
}

/** The losses of a model's training, shown in a notebook as a curve. */
export class TrainingHistory implements LossHistory {
  /** The recorded iterations, ascending; 0 stands for the starting factors. */
  readonly iterations: number[] = [];
  /** `loss[k]` is the mean squared error after iteration `iterations[k]`. */
  readonly loss: number[] = [];
  /** `validation[k]` is the loss on held-out ratings after `iterations[k]`; empty if none were held out. */
  readonly validation: number[] = [];
  /** The iteration with the lowest validation loss, which early stopping restored; null if it did not. */
  bestAt: number | null = null;
  /** The iteration at which early stopping ended the training; null if it did not. */
  stoppedAt: number | null = null;
  /** The iteration at which the last training diverged; null if it did not. */
  divergedAt: number | null = null;

  /** Adds one loss; ignores one that is not finite, since a curve cannot show it. */
  record(iteration: number, loss: number): void {
    if (!Number.isFinite(loss)) return;
    this.iterations.push(iteration);
    this.loss.push(loss);
  }

  /** Removes what was recorded after `iteration`: the model returned to it, or an iteration was interrupted. */
  rewind(iteration: number): void {
    // JavaScript may have been terminated between the two pushes.
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
    return bundleOf((make) => make.loss([{ name: sentence("loss"), history: this }]), this.toString());
  }
}
