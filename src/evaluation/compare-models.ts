import { largest } from "../lists";
import { wrongArgument } from "../errors";
import { checkFunction, checkOptionNames } from "../training/options";
import { MEASURE_OPTIONS, measureFolds } from "./cross-validate";
import type { CrossValidation, FoldProgress, MeasureOptions } from "./cross-validate";
import { foldsOf } from "./folds";
import type { EvaluationData } from "./folds";
import { checkMetrics, isBetter } from "./metric-names";
import type { Metric } from "./metric-names";
import { checkMaker } from "./model";
import type { TrainableModel } from "./model";
import { ResultTable } from "./result-table";
import type { ResultCell } from "./result-table";

export interface CompareModelsOptions<M extends Metric = Metric> extends MeasureOptions<M> {
  /** Called after each fold of each model. */
  onProgress?: (progress: FoldProgress<M> & { readonly model: string }) => void;
}

/** The result of {@link compareModels}: a row for each model, a column for each metric, and the best values marked. */
export class Comparison<Name extends string = string, M extends Metric = Metric> extends ResultTable {
  constructor(
    /** The measurements of each model, fold by fold, by the models' names. */
    readonly results: Readonly<Record<Name, CrossValidation<M>>>,
    private readonly metrics: readonly M[],
  ) {
    super();
  }

  private get entries(): readonly [string, CrossValidation<M>][] {
    return Object.entries(this.results);
  }

  /** The name of the model with the best mean; undefined where no model has a mean, and for coverage and novelty. */
  best(metric: M): Name | undefined {
    let best: [string, number] | undefined;
    for (const [name, { mean }] of this.entries) {
      if (isBetter(metric, mean[metric], best?.[1] ?? NaN)) best = [name, mean[metric]];
    }
    return best?.[0] as Name | undefined;
  }

  get columns(): readonly string[] {
    const note = this.entries.some(([, { diverged }]) => diverged) ? ["note"] : [];
    return ["model", ...this.metrics.map((metric) => this.label(metric)), ...note];
  }

  get rows(): readonly Readonly<Record<string, ResultCell>>[] {
    return this.entries.map(([model, { mean, diverged }]) => ({
      model,
      ...Object.fromEntries(this.metrics.map((metric) => [this.label(metric), mean[metric]])),
      note: diverged ? "diverged" : "",
    }));
  }

  protected get caption(): string {
    const folds = largest(this.entries.map(([, result]) => result.folds.length));
    return folds > 1 ? `Models compared, means of ${folds} folds` : "Models compared on one split";
  }

  protected override isBest(row: number, column: string): boolean {
    const metric = this.metrics.find((one) => this.label(one) === column);
    const best = metric && this.best(metric);
    if (metric === undefined || best === undefined || this.entries.length < 2) return false;
    return this.entries[row][1].mean[metric] === this.results[best].mean[metric];
  }

  private label(metric: M): string {
    return this.entries[0][1].label(metric);
  }
}

/**
 * Trains and measures several models on the same data, fold by fold. The row of a model whose training diverges says
 * so.
 *
 * @param models functions that make the models, by the models' names.
 * @example
 * compareModels({ baseline: () => new Baseline(), MF: () => new BiasedMF() }, randomSplit(ratings), { metrics: ["rmse"] });
 * @throws ValueError for options that cannot be used; TrainingInterrupted.
 */
export function compareModels<Name extends string, M extends Metric = Metric>(
  models: Readonly<Record<Name, () => TrainableModel>>,
  data: EvaluationData,
  options: CompareModelsOptions<M> = {},
): Comparison<Name, M> {
  const makers = checkMakers(models);
  checkOptionNames(options, [...MEASURE_OPTIONS, "onProgress"]);
  const { onProgress, ...measure } = options;
  checkFunction(onProgress, "onProgress");
  const folds = foldsOf(data, options);
  const results = makers.map(([model, make]) => {
    const onFold = onProgress && ((fold: FoldProgress<M>): void => onProgress({ ...fold, model }));
    return [model, measureFolds(make, folds, measure, onFold)];
  });
  const metrics = checkMetrics(options.metrics) as readonly M[];
  return new Comparison(Object.fromEntries(results) as Record<Name, CrossValidation<M>>, metrics);
}

function checkMakers(models: unknown): [string, () => TrainableModel][] {
  const entries: [string, unknown][] =
    typeof models === "object" && models !== null && !Array.isArray(models) ? Object.entries(models) : [];
  if (entries.length === 0)
    throw wrongArgument(
      "models",
      models,
      "functions that make models, under their names: { MF: () => new BiasedMF() }",
    );
  for (const [name, make] of entries) checkMaker(make, `models.${name}`);
  return entries as [string, () => TrainableModel][];
}
