import { describeValue, ValueError } from "../errors";
import { jupyterDisplay } from "../outputs/bundle";
import type { Displayable, MimeBundle } from "../outputs/bundle";
import { makeBundle } from "../outputs/make-bundle";
import { describe } from "../outputs/sentences";
import { lossViewPayload } from "../payload/build-loss";
import type { LossHistory } from "../payload/build-loss";
import { LIMITS } from "../payload/limits";
import { nameRuns } from "./run-names";
import type { RunSettings } from "./run-names";

/** The source of a loss curve: a model, before or after training. */
export interface TrainedModel extends RunSettings {
  /** The losses of its training. */
  readonly history: LossHistory;
}

/** One model; several, each named by how it differs from the others; or several under names of the caller's own. */
export type TrainedModels = TrainedModel | readonly TrainedModel[] | Readonly<Record<string, TrainedModel>>;

/** The result of {@link lossCurves}: a notebook shows the chart, `String(…)` describes it in one sentence. */
export interface LossCurves extends Displayable {
  toString(): string;
}

/**
 * The loss curves of several models in one chart. A model without a name is named by how it differs from the other
 * models: by its features, learning rate or seed, or as many of these as necessary.
 *
 * @param models models, lists of models, or objects of models under their names; 1 to 50 models in all.
 * @example
 * display(lossCurves(seed1, seed2)); // "seed 1" and "seed 2"
 * display(lossCurves({ "a small step": slow, "a large step": fast }));
 * @returns a displayable chart with the curves as they are at the time of the call.
 * @throws ValueError if there is no model, more than 50, or anything that is not a model.
 */
export function lossCurves(...models: readonly TrainedModels[]): LossCurves {
  const named = models.flatMap((given, k) =>
    readModels(given, models.length > 1 ? `models[${k}]` : "models"),
  );
  if (named.length === 0 || named.length > LIMITS.runs) {
    throw wrongModels("models", named.length, `1 to ${LIMITS.runs} models`, `holds ${named.length} models`);
  }
  const without = named.filter(({ name }) => name === undefined).map(({ model }) => model);
  const names = nameRuns(without);
  const runs = named.map(({ name = names.shift()!, model }) => ({ name, history: model.history }));
  const payload = lossViewPayload(runs);
  const sentence = describe(payload);
  return {
    toString: () => sentence,
    [jupyterDisplay]: (): MimeBundle => makeBundle(payload, sentence),
  };
}

interface Named {
  name?: string;
  model: TrainedModel;
}

function readModels(given: unknown, path: string): Named[] {
  if (isModel(given)) return [{ model: given }];
  if (typeof given !== "object" || given === null) throw wrongModels(path, given, MODEL);
  const entries: readonly [string, unknown][] = Object.entries(given);
  return entries.map(([key, model]) => {
    if (Array.isArray(given)) return { model: checked(model, `${path}[${key}]`) };
    return { name: key, model: checked(model, `${path}.${key}`) };
  });
}

const MODEL = "a model with a history, such as a MatrixFactorization";

function checked(value: unknown, path: string): TrainedModel {
  if (isModel(value)) return value;
  throw wrongModels(path, value, MODEL);
}

function isModel(value: unknown): value is TrainedModel {
  const history = (value as Partial<TrainedModel> | null | undefined)?.history;
  return Array.isArray(history?.loss) && Array.isArray(history.iterations);
}

function wrongModels(argument: string, actual: unknown, expected: string, is?: string): ValueError {
  const message = `${argument} ${is ?? `is ${describeValue(actual)}`}, expected ${expected}`;
  return new ValueError(message, { argument, actual, expected });
}
