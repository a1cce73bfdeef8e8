import { wrongArgument } from "../errors";
import { formatCount } from "../outputs/progress-number";
import type { Ratings } from "../ratings/ratings";
import { rowOfEach } from "../ratings/sparse";
import type { SparseRows } from "../ratings/sparse";
import { checkOptionNames, checkWhole } from "../training/options";
import { checkRatings } from "./check";
import { checkMetrics, metricLabel, METRICS } from "./metric-names";
import type { Metric } from "./metric-names";
import { checkScoring, predictsRatings } from "./model";
import type { ScoringModel } from "./model";
import { measurePredictions } from "./prediction-errors";
import type { PredictionValues } from "./prediction-errors";
import { measureRankings } from "./rankings";
import { evaluationNotes, sharedCells } from "./evaluation-facts";
import type { EvaluationFacts } from "./evaluation-facts";
import { ResultTable } from "./result-table";
import type { ResultCell } from "./result-table";
import { standardError } from "./uncertainty";
import type { Sample } from "./uncertainty";
import { sentence } from "../payload/sentence";
import type { SentencePayload, TextPayload } from "../payload/types";

/** What is measured, and how a list of recommendations is judged. */
export interface EvaluateOptions<M extends Metric = Metric> {
  /** The length of the lists, a whole number ≥ 1. @default 10 */
  k?: number;
  /** The lowest held-out rating that makes its item relevant. @default every held-out rating does */
  relevantFrom?: number;
  /** The metrics to measure. @default all */
  metrics?: readonly M[];
}

export type { EvaluationFacts } from "./evaluation-facts";

export const EVALUATE_OPTIONS = ["k", "relevantFrom", "metrics"] as const;

/** The values by the names of their metrics; NaN where there is nothing to measure. */
export type Evaluation<M extends Metric = Metric> = Readonly<Record<M, number>> &
  EvaluationFacts & {
    /**
     * The standard errors of the values, over users: each is what chance, by which these users and not others were there, makes
     * of it. Null for coverage, and where fewer than two users count.
     */
    readonly standardError: Readonly<Record<M, number | null>>;
  } & ResultTable;

/** An evaluation with what each user shows of its values, which takes memory for each user. */
export interface UserEvaluation<M extends Metric> {
  readonly evaluation: Evaluation<M>;
  readonly samples: Partial<Record<Metric, Sample>>;
}

const WORDS = [sentence("metric"), sentence("value"), sentence("standard error")];

class Measured extends ResultTable {
  // Private, so that a notebook and JSON show each metric only once, as a field of its own.
  readonly #values: Readonly<Record<string, number>>;
  readonly #errors: Readonly<Record<string, number | null>>;

  constructor(
    values: Readonly<Record<string, number>>,
    errors: Readonly<Record<string, number | null>>,
    facts: EvaluationFacts,
  ) {
    super();
    this.#values = values;
    this.#errors = errors;
    Object.assign(this, facts, values);
  }

  declare readonly k: number;
  declare readonly ratings: number;
  declare readonly users: number;
  declare readonly trainedOn: number;
  declare readonly unknown: number;
  declare readonly usersLeftOut: number;

  get standardError(): Readonly<Record<string, number | null>> {
    return this.#errors;
  }

  get columns(): readonly string[] {
    return ["metric", "value", "standard error"];
  }

  get rows(): readonly Readonly<Record<string, ResultCell>>[] {
    return Object.entries(this.#values).map(([metric, value]) => ({
      metric: metricLabel(metric as Metric, this.k),
      value,
      "standard error": this.#errors[metric] ?? NaN,
    }));
  }

  protected get caption(): TextPayload {
    return sentence("{number} held-out ratings, lists for {count} users", {
      number: formatCount(this.ratings),
      count: formatCount(this.users),
    });
  }

  protected override get words(): readonly SentencePayload[] {
    return WORDS;
  }

  protected override get notes(): readonly TextPayload[] {
    return evaluationNotes(this);
  }
}

/**
 * Measures a trained model on ratings that it was not trained on. Lists rank all items that a user did not rate in
 * training, with the lower index first where scores are equal; a user without a relevant held-out item does not
 * count. Held-out ratings of users or items that the model does not know are left out. How many, and how many it was trained
 * on, stand in the result's fields and below its table. Held-out ratings with weights count by them in RMSE, MAE and FCP; lists
 * only ask whether an item is relevant. RMSE and MAE are NaN for a
 * model whose predictions are not ratings.
 *
 * @example
 * const { train, test } = randomSplit(ratings);
 * evaluate(new BiasedMF().fit(train), test, { k: 10, relevantFrom: 4 }).ndcg;
 * @throws ValueError for options that cannot be used, or where no held-out rating makes an item relevant.
 */
export function evaluate<M extends Metric = Metric>(
  model: ScoringModel,
  test: Ratings,
  options: EvaluateOptions<M> = {},
): Evaluation<M> {
  return evaluateUsers(model, test, options).evaluation;
}

/** As {@link evaluate}, with what each user shows. */
export function evaluateUsers<M extends Metric = Metric>(
  model: ScoringModel,
  test: Ratings,
  options: EvaluateOptions<M> = {},
): UserEvaluation<M> {
  checkScoring(model, "model");
  checkRatings(test, "test");
  checkOptionNames(options, EVALUATE_OPTIONS);
  const k = checkListLength(options.k);
  const wanted = checkMetrics(options.metrics);
  const heldOut = model.ratings.placesOf(test);
  const relevant = relevantOf(heldOut, test, options.relevantFrom);
  const lists = wanted.some((metric) => METRICS[metric].ranks);
  const ranked = lists ? measureRankings(model, relevant, k, wanted) : { users: 0, values: {}, samples: {} };
  const predicted = predictionsOf(model, test, wanted);
  const all: Partial<Record<Metric, number>> = { ...predicted.values, ...ranked.values };
  const samples: Partial<Record<Metric, Sample>> = { ...predicted.samples, ...ranked.samples };
  const chosen = Object.fromEntries(wanted.map((metric) => [metric, all[metric] ?? NaN]));
  const { users } = ranked;
  const ratings = heldOut.values.length;
  const facts: EvaluationFacts = {
    ...{ k, ratings, users },
    trainedOn: sharedCells(heldOut, model.ratings.rows),
    unknown: test.length - ratings,
    usersLeftOut: lists ? model.ratings.users - users : 0,
  };
  const errorOf = (sample: Sample | undefined): number | null => (sample ? standardError(sample) : null);
  const errors = Object.fromEntries(wanted.map((metric) => [metric, errorOf(samples[metric])]));
  return { evaluation: new Measured(chosen, errors, facts) as unknown as Evaluation<M>, samples };
}

/** @throws ValueError unless `k` is a whole number ≥ 1. @default 10 */
export function checkListLength(k: number = 10): number {
  return checkWhole(k, "k", 1);
}

function predictionsOf(model: ScoringModel, test: Ratings, wanted: readonly Metric[]): PredictionValues {
  if (wanted.every((metric) => METRICS[metric].ranks)) return { values: {}, samples: {} };
  const known = knownTo(model.ratings, test);
  return measurePredictions(model.predictions(known), known, predictsRatings(model), wanted);
}

/** The ratings of users and items that the model knows. */
function knownTo({ userIds, itemIds }: Ratings, test: Ratings): Ratings {
  if (test.userIds === userIds && test.itemIds === itemIds) return test;
  const user = rowOfEach(test.rows);
  const { indices } = test.rows;
  return test.select(
    (k) => userIds.has(test.userIds.at(user[k])) && itemIds.has(test.itemIds.at(indices[k])),
  );
}

/** 1 for each held-out rating that makes its item relevant, else 0. */
function relevantOf(heldOut: SparseRows, test: Ratings, from: number | undefined): SparseRows {
  if (from === undefined) return { ...heldOut, values: new Float64Array(heldOut.values.length).fill(1) };
  const values = heldOut.values.map((value) => (typeof from === "number" && value >= from ? 1 : 0));
  if (values.includes(1)) return { ...heldOut, values };
  const [low, high] = test.scale;
  const expected = `a number that some of the held-out ratings reach; their scale is ${low} to ${high}`;
  throw wrongArgument("relevantFrom", from, expected);
}
