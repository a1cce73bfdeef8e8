import { DivergenceError } from "../errors";
import type { FitOptions } from "../models/recommender/fit-options";
import { sumOfSquares } from "../numerics/dense";
import { rootMeanSquare } from "../numerics/scale";
import { checkFunction, checkOptionNames, checkSignalOption } from "../training/options";
import type { StopSignal } from "../training/stop";
import { checkListLength, evaluateUsers, EVALUATE_OPTIONS } from "./evaluate";
import type { EvaluateOptions, Evaluation } from "./evaluate";
import { checkSplit, foldsOf } from "./folds";
import type { EvaluationData, FoldOptions, Folds } from "./folds";
import { MeasuredFolds } from "./measured-folds";
import type { Samples } from "./measured-folds";
import { checkMetrics, metricLabel } from "./metric-names";
import type { Metric } from "./metric-names";
import { checkMaker, madeModel } from "./model";
import type { TrainableModel } from "./model";
import { ResultTable } from "./result-table";
import type { ResultCell } from "./result-table";
import { standardError } from "./uncertainty";
import type { Sample } from "./uncertainty";
import { sentence } from "../payload/sentence";
import type { SentencePayload, TextPayload } from "../payload/types";

/** A fold that is done. */
export interface FoldProgress<M extends Metric = Metric> {
  /** Which fold was done, counted from 1. */
  readonly fold: number;
  /** How many folds there are. */
  readonly folds: number;
  /** What was measured on this fold. */
  readonly evaluation: Evaluation<M>;
}

/** How models are trained on folds and measured. */
export interface MeasureOptions<M extends Metric = Metric> extends EvaluateOptions<M>, FoldOptions {
  /** The options of each training. @default none */
  fit?: Omit<FitOptions, "signal">;
  /** Stops the current training. */
  signal?: StopSignal;
}

export const MEASURE_OPTIONS = [...EVALUATE_OPTIONS, "folds", "seed", "fit", "signal"] as const;

export interface CrossValidateOptions<M extends Metric = Metric> extends MeasureOptions<M> {
  /** Called after each fold. */
  onProgress?: (progress: FoldProgress<M>) => void;
}

const ERROR_OVER_USERS = sentence("The standard error is that over users.");
const ERROR_OVER_FOLDS = sentence(
  "The standard error is that over folds, with allowance for the training ratings that they have in common.",
);
const WORDS = [sentence("fold"), sentence("mean"), sentence("std"), sentence("standard error")];

/** The result of {@link crossValidate}: a row for each fold, then their mean, standard deviation and standard error. */
export class CrossValidation<M extends Metric = Metric> extends ResultTable {
  /** The means over the folds; NaN where a training diverged, or a fold has nothing to measure. */
  readonly mean: Readonly<Record<M, number>>;
  /** The standard deviations over the folds: √(Σ (x − mean)² / folds). */
  readonly std: Readonly<Record<M, number>>;
  /**
   * The standard errors of the means: √(s² · (1/folds + held out / trained on)), where s² is the variance over the folds, with
   * folds − 1 in its denominator. The second term allows for the training ratings that folds have in common. Of one split it is
   * the standard error over users. Null where neither two folds nor two users tell of it.
   * @see Nadeau & Bengio 2003
   */
  readonly standardError: Readonly<Record<M, number | null>>;

  private readonly metrics: readonly M[];
  private readonly k: number;
  readonly #samples: Samples;

  /** @param diverged the error that ended it before the last fold; null for none. @internal */
  constructor(
    /** What was measured on each fold, in order. */
    readonly folds: readonly Evaluation<M>[],
    {
      metrics,
      k,
      samples = {},
    }: { readonly metrics: readonly M[]; readonly k: number; readonly samples?: Samples },
    readonly diverged: DivergenceError | null = null,
  ) {
    super();
    this.metrics = metrics;
    this.k = k;
    this.#samples = samples;
    const spreads = metrics.map((metric) => spread(diverged ? [] : folds.map((fold) => fold[metric])));
    const record = <T>(of: (spread: MeanAndDeviation, metric: M) => T): Readonly<Record<M, T>> =>
      Object.fromEntries(metrics.map((metric, m) => [metric, of(spreads[m], metric)])) as Record<M, T>;
    this.mean = record(({ mean }) => mean);
    this.std = record(({ std }) => std);
    this.standardError = record((_, metric) => {
      const sample = this.sampleOf(metric);
      return sample ? standardError(sample) : null;
    });
  }

  /** What the folds, or the users of one split, show of a metric; undefined where it has no value. @internal */
  sampleOf(metric: M): Sample | undefined {
    return Number.isNaN(this.mean[metric]) ? undefined : this.#samples[metric];
  }

  get columns(): readonly string[] {
    return ["fold", ...this.metrics.map((metric) => this.label(metric))];
  }

  get rows(): readonly Readonly<Record<string, ResultCell>>[] {
    const row = (fold: string, of: Readonly<Record<M, number | null>>): Record<string, ResultCell> => ({
      fold,
      ...Object.fromEntries(this.metrics.map((metric) => [this.label(metric), of[metric] ?? NaN])),
    });
    const folds = this.folds.map((fold, n) => row(String(n + 1), fold));
    // One fold is its own mean, and nothing deviates from it.
    const means = this.folds.length === 1 ? [] : [row("mean", this.mean), row("std", this.std)];
    return [...folds, ...means, row("standard error", this.standardError)];
  }

  /** The label of a metric in tables: "RMSE", "NDCG@10". */
  label(metric: M): string {
    return metricLabel(metric, this.k);
  }

  protected get caption(): TextPayload {
    return this.folds.length === 1
      ? sentence("1 fold")
      : sentence("{number} folds", { number: String(this.folds.length) });
  }

  protected override get words(): readonly SentencePayload[] {
    return WORDS;
  }

  protected override get notes(): readonly TextPayload[] {
    if (this.folds.length === 0) return [];
    return [this.folds.length === 1 ? ERROR_OVER_USERS : ERROR_OVER_FOLDS];
  }
}

/**
 * Trains a new model on each fold's training ratings and measures it on the others.
 *
 * @param makeModel makes a model with the same settings each time.
 * @param data ratings, which are divided into folds at random; or a split, or your own folds.
 * @example
 * crossValidate(() => new BiasedMF({ features: 20 }), ratings, { folds: 5, metrics: ["rmse", "mae"] }).mean.rmse;
 * @throws ValueError for options that cannot be used; DivergenceError if a training diverges; TrainingInterrupted.
 */
export function crossValidate<M extends Metric = Metric>(
  makeModel: () => TrainableModel,
  data: EvaluationData,
  options: CrossValidateOptions<M> = {},
): CrossValidation<M> {
  checkMaker(makeModel, "makeModel");
  checkOptionNames(options, [...MEASURE_OPTIONS, "onProgress"]);
  const { onProgress, ...measure } = options;
  checkFunction(onProgress, "onProgress");
  const result = measureFolds(makeModel, foldsOf(data, options), measure, onProgress);
  if (result.diverged) throw result.diverged;
  return result;
}

/** As {@link crossValidate}, on checked arguments; ends with the fold in which a training diverges. */
export function measureFolds<M extends Metric>(
  makeModel: () => TrainableModel,
  folds: Folds,
  { fit, signal, relevantFrom, ...options }: MeasureOptions<M>,
  onFold?: (progress: FoldProgress<M>) => void,
): CrossValidation<M> {
  const metrics = checkMetrics(options.metrics) as readonly M[];
  const k = checkListLength(options.k);
  checkSignalOption(signal, "signal");
  const done = new MeasuredFolds<M>(metrics, folds.length);
  try {
    for (const split of folds) {
      const { train, test } = checkSplit(split, done.evaluations.length);
      const model = madeModel(makeModel);
      model.fit(train, { ...fit, signal });
      const evaluation = done.add(evaluateUsers(model, test, { k, relevantFrom, metrics }), split);
      onFold?.({ fold: done.evaluations.length, folds: folds.length, evaluation });
    }
  } catch (error) {
    if (error instanceof DivergenceError) return new CrossValidation(done.evaluations, { metrics, k }, error);
    throw error;
  }
  return new CrossValidation(done.evaluations, { metrics, k, samples: done.samples });
}

export interface MeanAndDeviation {
  readonly mean: number;
  readonly std: number;
}

/** The mean and the standard deviation of a list; NaN for an empty one. */
export function spread(values: readonly number[]): MeanAndDeviation {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const distances = Float64Array.from(values, (value) => value - mean);
  return { mean, std: rootMeanSquare(sumOfSquares(distances), values.length, () => distances) };
}
