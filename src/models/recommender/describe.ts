import type { MimeBundle } from "../../outputs/bundle";
import { bundleOf } from "../../outputs/make-bundle";
import { formatLoss } from "../../outputs/number";
import type { Ratings } from "../../ratings/ratings";
import type { TrainingHistory } from "../../training/history";
import { warningLines } from "../shared/model-warning";
import type { ModelWarning } from "../shared/model-warning";

/** The parts of a model that its description needs. */
export interface Described {
  readonly name: string;
  readonly lossName: string;
  readonly settings: object;
  readonly isFitted: boolean;
  readonly ratings: Ratings;
  /** What it was trained on beside ratings, in words. */
  readonly beside?: string;
  readonly epoch: number;
  readonly history: TrainingHistory;
  readonly warnings: readonly ModelWarning[];
}

/** Describes a model in one line: its ratings, epoch, losses and options. Warnings follow, a line each. */
export function describeModel(model: Described): string {
  const { name, settings, epoch, history, lossName } = model;
  const options = Object.entries(settings).map(([option, value]) => `${option} ${String(value)}`);
  if (!model.isFitted) return `${name}: ${options.join(", ")}; not trained yet`;
  const { users, items } = model.ratings;
  const beside = model.beside ? `, ${model.beside}` : "";
  // After early stopping the curves extend beyond the epoch that was kept.
  const last = history.iterations.indexOf(epoch);
  const [loss, validation] = [history.loss[last], history.validation[last]] as (number | undefined)[];
  const said = loss === undefined ? "" : `, ${lossName} ${formatLoss(loss)}`;
  const heldOut = validation === undefined ? "" : ` (validation ${formatLoss(validation)})`;
  const line = `${name}: ${users} users × ${items} items${beside}, epoch ${epoch}${said}${heldOut}; ${options.join(", ")}`;
  return [line, ...warningLines(model.warnings)].join("\n");
}

/** Shows the loss curve if there is one, else the description. */
export function displayModel(model: Described): MimeBundle {
  const { name, history, lossName } = model;
  const text = describeModel(model);
  if (history.loss.length < 2) return { "text/plain": text };
  const notes = warningLines(model.warnings);
  const words = { measure: lossName, step: "epoch", ...(notes.length > 0 ? { notes } : {}) } as const;
  return bundleOf((make) => make.loss([{ name, history }], words), text);
}
