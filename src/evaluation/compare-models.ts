import { largest } from "../lists";
import { wrongArgument } from "../errors";
import { checkFunction, checkOptionNames } from "../training/options";
import { MEASURE_OPTIONS, measureFolds } from "./cross-validate";
import type { CrossValidation, FoldProgress, MeasureOptions } from "./cross-validate";
import { foldsOf } from "./folds";
import type { EvaluationData } from "./folds";
import { checkMetrics, isBetter, METRICS } from "./metric-names";
import type { Metric } from "./metric-names";
import { checkMaker } from "./model";
import type { TrainableModel } from "./model";
import { ResultTable } from "./result-table";
import type { ResultCell } from "./result-table";
import { asGoodAs, pairedDifference, TEST_OF_FOLDS, TEST_OF_USERS } from "./uncertainty";
import type { Difference, Sample } from "./uncertainty";
import { sentence } from "../payload/sentence";
import type { SentencePayload, TextPayload } from "../payload/types";

const WORDS = [sentence("model"), sentence("note"), sentence("diverged")];

export interface CompareModelsOptions<M extends Metric = Metric> extends MeasureOptions<M> {
  /** Called after each fold of each model. */
  onProgress?: (progress: FoldProgress<M> & { readonly model: string }) => void;
}

/**
 * The result of {@link compareModels}: a row for each model, a column for each metric with standard errors. Marked are the best
 * values, and those whose distance to the best is no more than noise.
 */
export class Comparison<Name extends string = string, M extends Metric = Metric> extends ResultTable {
  constructor(
    /** The measurements of each model, fold by fold, by the models' names. */
    readonly results: Readonly<Record<Name, CrossValidation<M>>>,
    private readonly metrics: readonly M[],
  ) {
    super();
  }

  readonly #amongBest = new Map<M, readonly Name[] | null>();

  private get entries(): readonly [string, CrossValidation<M>][] {
    return Object.entries(this.results);
  }

  /** The name of the model with the best mean; undefined where no model has a mean, and for coverage and novelty. */
  best(metric: M): Name | undefined {
    return this.bestOf(metric);
  }

  private bestOf(metric: M, counts: (name: Name) => boolean = () => true): Name | undefined {
    let best: [string, number] | undefined;
    for (const [name, { mean }] of this.entries) {
      if (counts(name as Name) && isBetter(metric, mean[metric], best?.[1] ?? NaN))
        best = [name, mean[metric]];
    }
    return best?.[0] as Name | undefined;
  }

  /**
   * The names of the models that may be the best, the best one first: a paired t-test at 5 %, over the folds or over the users
   * of one split, does not tell them apart from it, with Holm's correction for how many are compared. Empty where none is best;
   * all models with a value where one user of one split is all that tells of them.
   * @see Nadeau & Bengio 2003 for folds, Smucker, Allan & Carterette 2007 for users, Holm 1979
   */
  amongBest(metric: M): readonly Name[] {
    return this.testedBest(metric) ?? this.withValue(metric);
  }

  /**
   * By how much a model's mean differs from that of another one, and how sure that is: a paired t-test over the folds, or the
   * users of one split, without correction for further comparisons. Null where one of them has no mean.
   * @param other the best of all but `model`, where it is left out.
   * @throws ValueError if there is no such model.
   */
  difference(metric: M, model: Name, other?: Name): Difference | null {
    const than = other ?? this.bestOf(metric, (name) => name !== model);
    const [one, two] = [this.resultOf(model, "model"), than && this.resultOf(than, "other")];
    if (!two || Number.isNaN(one.mean[metric]) || Number.isNaN(two.mean[metric])) return null;
    const samples = [one.sampleOf(metric), two.sampleOf(metric)];
    if (samples[0] && samples[1]) return pairedDifference(samples[0], samples[1]);
    return { difference: one.mean[metric] - two.mean[metric], standardError: null, pValue: null };
  }

  private resultOf(name: Name, argument: string): CrossValidation<M> {
    if (Object.hasOwn(this.results, name)) return this.results[name];
    const expected = `one of ${Object.keys(this.results)
      .map((known) => JSON.stringify(known))
      .join(", ")}`;
    throw wrongArgument(argument, name, expected);
  }

  /** As {@link amongBest}; null where nothing can be tested. */
  private testedBest(metric: M): readonly Name[] | null {
    const known = this.#amongBest.get(metric);
    if (known !== undefined) return known;
    const found = this.findBest(metric);
    this.#amongBest.set(metric, found);
    return found;
  }

  private findBest(metric: M): readonly Name[] | null {
    const best = this.best(metric);
    if (best === undefined) return [];
    const others = this.withValue(metric).filter((name) => name !== best);
    const [sample, ...samples] = [best, ...others].map((name) => this.results[name].sampleOf(metric));
    if (!sample || samples.includes(undefined)) return null;
    const asGood = asGoodAs(sample, samples as Sample[]);
    return asGood && [best, ...others.filter((_, k) => asGood[k])];
  }

  /** The models that have a mean of a metric by which one can be better than another. */
  private withValue(metric: M): Name[] {
    const names = Object.keys(this.results) as Name[];
    return METRICS[metric].better === "neither"
      ? []
      : names.filter((name) => !Number.isNaN(this.results[name].mean[metric]));
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

  protected get caption(): TextPayload {
    const folds = largest(this.entries.map(([, result]) => result.folds.length));
    return folds > 1
      ? sentence("Models compared, means of {number} folds", { number: String(folds) })
      : sentence("Models compared on one split");
  }

  protected override get words(): readonly SentencePayload[] {
    return WORDS;
  }

  protected override isBest(row: number, column: string): boolean {
    const metric = this.metricOf(column);
    if (metric === undefined || this.entries.length < 2) return false;
    return this.testedBest(metric)?.includes(this.entries[row][0] as Name) ?? false;
  }

  protected override better(column: string): "low" | "high" | undefined {
    const metric = this.metricOf(column);
    if (metric === undefined || METRICS[metric].better === "neither") return undefined;
    return METRICS[metric].better === "lower" ? "low" : "high";
  }

  protected override errorOf(row: number, column: string): number | null {
    const metric = this.metricOf(column);
    return metric === undefined ? null : this.entries[row][1].standardError[metric];
  }

  protected override get legend(): TextPayload {
    return sentence("the best of its column, and what {test} does not tell apart from it", {
      test: this.test,
    });
  }

  protected override get test(): SentencePayload {
    return this.hasFolds ? TEST_OF_FOLDS : TEST_OF_USERS;
  }

  protected override get notes(): readonly TextPayload[] {
    const has = (of: (metric: M) => boolean): boolean => this.metrics.some(of);
    const errors = has((metric) =>
      this.entries.some(([, { standardError }]) => standardError[metric] !== null),
    );
    if (errors)
      return [
        this.hasFolds
          ? sentence("± is one standard error over folds.")
          : sentence("± is one standard error over users."),
      ];
    const untested = has((metric) => this.testedBest(metric) === null);
    return untested
      ? [sentence("One user on one split does not tell which difference is more than noise.")]
      : [];
  }

  private get hasFolds(): boolean {
    return this.entries.some(([, { folds }]) => folds.length > 1);
  }

  private metricOf(column: string): M | undefined {
    return this.metrics.find((metric) => this.label(metric) === column);
  }

  private label(metric: M): string {
    return this.entries[0][1].label(metric);
  }
}

/**
 * Trains and measures several models on the same data, fold by fold. Each value comes with its standard error: over folds, or
 * over users where the data are one split. The row of a model whose training diverges says so.
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
