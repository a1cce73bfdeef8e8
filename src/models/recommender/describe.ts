import type { MimeBundle } from "../../outputs/bundle";
import { bundleOf } from "../../outputs/make-bundle";
import { formatLoss } from "../../outputs/number";
import { said } from "../../outputs/translate";
import { sentence, wordOr } from "../../payload/sentence";
import type { TextPayload } from "../../payload/types";
import type { Ratings } from "../../ratings/ratings";
import type { TrainingHistory } from "../../training/history";

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
  /** What stands below: its warnings. */
  readonly notes: readonly TextPayload[];
}

/** Describes a model in one line: its ratings, epoch, losses and options. Its notes follow, a line each. */
export function describeModel(model: Described): string {
  const { name, settings, epoch, history, lossName } = model;
  const options = Object.entries(settings).map(([option, value]) => `${option} ${String(value)}`);
  if (!model.isFitted) return `${name}: ${options.join(", ")}; not trained yet`;
  const { users, items } = model.ratings;
  const beside = model.beside ? `, ${model.beside}` : "";
  // After early stopping the curves extend beyond the epoch that was kept.
  const last = history.iterations.indexOf(epoch);
  const [loss, validation] = [history.loss[last], history.validation[last]] as (number | undefined)[];
  const reached = loss === undefined ? "" : `, ${lossName} ${formatLoss(loss)}`;
  const heldOut = validation === undefined ? "" : ` (validation ${formatLoss(validation)})`;
  const line = `${name}: ${users} users × ${items} items${beside}, epoch ${epoch}${reached}${heldOut}; ${options.join(", ")}`;
  return [line, ...model.notes.map((note) => said(note))].join("\n");
}

/** The names of losses that are words. */
const LOSSES = [
  sentence("log loss"),
  sentence("pairwise log loss"),
  sentence("WARP loss"),
  sentence("squared error"),
  sentence("weighted squared error"),
];

/** Shows the loss curve if there is one, else the description. */
export function displayModel(model: Described): MimeBundle {
  const { name, history, lossName } = model;
  const text = describeModel(model);
  if (history.loss.length < 2) return { "text/plain": text };
  const notes = model.notes.length > 0 ? { notes: [...model.notes] } : {};
  const words = { measure: wordOr(lossName, LOSSES), step: "epoch", ...notes } as const;
  return bundleOf((make) => make.loss([{ name, history }], words), text);
}
