import { FactorlabError } from "../../errors";
import { brief } from "../../outputs/table/brief";
import { isBetter, METRICS } from "../metric-names";
import type { Metric } from "../metric-names";
import { ResultTable } from "../result-table";
import type { ResultCell } from "../result-table";
import { asGoodAs, TEST_OF_FOLDS, TEST_OF_USERS } from "../uncertainty";
import type { Sample } from "../uncertainty";
import { sentence } from "../../payload/sentence";
import type { SentencePayload, TextPayload } from "../../payload/types";

/** One combination of options, and its result. */
export interface Trial<Options = unknown> {
  /** Its number in the order in which trials were made, counted from 1. */
  readonly trial: number;
  /** The options that the model was made with. */
  readonly options: Options;
  /** The mean of the measure over the folds; NaN where training diverged. */
  readonly value: number;
  /** The standard deviation over the folds. */
  readonly std: number;
  /** The standard error of the value, over the folds or the users of one split; null where neither are two or more. */
  readonly standardError: number | null;
  /** The measure of each fold. */
  readonly folds: readonly number[];
  /** Whether it was trained to the end, was dropped earlier by a halving search, or diverged. */
  readonly state: "done" | "dropped" | "diverged";
  /** How many epochs a halving search trained it; null where it was trained to the end at once. */
  readonly epochs: number | null;
}

/** One step of a search: a measured trial. */
export interface SearchProgress<Options = unknown> {
  /** The trial that has just ended. */
  readonly trial: Trial<Options>;
  /** How many measurements are done, of at most `total`: in a halving search, trials that diverge need no more. */
  readonly done: number;
  /** How many measurements there are at most. */
  readonly total: number;
  /** The best trial so far; undefined where all diverged. */
  readonly best: Trial<Options> | undefined;
}

/** What a search measured, and how to make its best model. */
export interface Found<Options, Model> {
  readonly trials: readonly Trial<Options>[];
  /** What folds or users show of a trial's value, by the trial's number. */
  readonly sampleOf: (trial: number) => Sample | undefined;
  readonly measure: Metric;
  /** The measure's label in tables. */
  readonly label: string;
  readonly makeBest: (options: Options) => Model;
}

const WORDS = [
  sentence("trial"),
  sentence("standard error"),
  sentence("epochs trained"),
  sentence("state"),
  sentence("done"),
  sentence("dropped"),
  sentence("diverged"),
];

/** The result of a search: all its trials, the best on top. Marked are the best and those that may be as good. */
export class SearchResult<Options = unknown, Model = unknown> extends ResultTable {
  /** The best first; dropped trials, then diverged ones, at the end. */
  readonly trials: readonly Trial<Options>[];
  /** The metric that the trials are compared by. */
  readonly measure: Metric;
  readonly #found: Found<Options, Model>;
  /** The numbers of the trials that may be the best; null where nothing can be tested. */
  readonly #amongBest: ReadonlySet<number> | null;
  #model: Model | undefined;

  /** @internal */
  constructor(found: Found<Options, Model>) {
    super();
    this.#found = found;
    this.measure = found.measure;
    this.trials = ranked(found.trials, found.measure);
    this.#amongBest = this.findBest();
  }

  /**
   * The trials that may be the best, the best one first: a paired t-test at 5 %, over the folds or over the users of one split,
   * does not tell them apart from it, with Holm's correction for how many are compared. Dropped trials are not among them; empty
   * if every trial diverged.
   * @see Comparison.amongBest
   */
  get amongBest(): readonly Trial<Options>[] {
    return this.trials.filter(({ trial, state }) => this.#amongBest?.has(trial) ?? state === "done");
  }

  private findBest(): Set<number> | null {
    const [best, ...others] = this.trials.filter(({ state }) => state === "done").map(({ trial }) => trial);
    if (best === undefined) return new Set();
    const [sample, ...samples] = [best, ...others].map(this.#found.sampleOf);
    const asGood = sample && asGoodAs(sample, samples as Sample[]);
    return asGood ? new Set([best, ...others.filter((_, k) => asGood[k])]) : null;
  }

  /** The options of the best trial. @throws FactorlabError if every trial diverged. */
  get best(): Options {
    return this.bestTrial.options;
  }

  /** A model with the best options, trained on all ratings on first use. @throws as `fit` does. */
  get bestModel(): Model {
    this.#model ??= this.#found.makeBest(this.best);
    return this.#model;
  }

  private get bestTrial(): Trial<Options> {
    const [first] = this.trials;
    if (first.state === "done") return first;
    throw new FactorlabError("every trial of this search diverged: try smaller learning rates", {
      argument: "learningRate",
      expected: "a rate at which the loss falls",
    });
  }

  get columns(): readonly string[] {
    const [{ epochs }] = this.trials;
    const names = new Set(this.trials.flatMap(({ options }) => Object.keys(options as object)));
    const extra = [
      this.trials.some(({ standardError }) => standardError !== null) ? "standard error" : "",
      epochs === null ? "" : "epochs trained",
      this.trials.every(({ state }) => state === "done") ? "" : "state",
    ];
    return ["trial", ...names, this.#found.label, ...extra.filter(Boolean)];
  }

  get rows(): readonly Readonly<Record<string, ResultCell>>[] {
    return this.trials.map(({ trial, options, value, standardError, state, epochs }) => ({
      trial: String(trial),
      ...Object.fromEntries(Object.entries(options as object).map(([name, of]) => [name, resultCell(of)])),
      [this.#found.label]: value,
      "standard error": standardError ?? NaN,
      "epochs trained": epochs ?? NaN,
      state,
    }));
  }

  protected get caption(): TextPayload {
    const measure = this.#found.label;
    const number = String(this.trials.length);
    const isLower = METRICS[this.measure].better === "lower";
    if (this.trials.length === 1)
      return isLower
        ? sentence("1 trial, lower {measure} is better", { measure })
        : sentence("1 trial, higher {measure} is better", { measure });
    return isLower
      ? sentence("{number} trials, lower {measure} is better", { number, measure })
      : sentence("{number} trials, higher {measure} is better", { number, measure });
  }

  protected override get words(): readonly SentencePayload[] {
    return WORDS;
  }

  protected override isBest(row: number, column: string): boolean {
    return column === this.#found.label && (this.#amongBest?.has(this.trials[row].trial) ?? false);
  }

  protected override better(column: string): "low" | "high" | undefined {
    if (column !== this.#found.label) return undefined;
    return METRICS[this.measure].better === "lower" ? "low" : "high";
  }

  protected override get legend(): TextPayload | null {
    return this.amongBest.length > 1
      ? sentence("the best, and what {test} does not tell apart from it", { test: this.test })
      : null;
  }

  protected override get test(): SentencePayload {
    return this.trials[0].folds.length > 1 ? TEST_OF_FOLDS : TEST_OF_USERS;
  }
}

/** Whether a trial comes before another one in a table. */
export function precedes(a: Trial, b: Trial, measure: Metric): boolean {
  const states = ["done", "dropped", "diverged"];
  if (a.state !== b.state) return states.indexOf(a.state) < states.indexOf(b.state);
  if (a.epochs !== b.epochs) return (a.epochs ?? 0) > (b.epochs ?? 0);
  return isBetter(measure, a.value, b.value);
}

/** Sorted, the best first; of equal trials the earlier. */
export function ranked<T extends Trial>(trials: readonly T[], measure: Metric): T[] {
  return [...trials].sort((a, b) => Number(precedes(b, a, measure)) - Number(precedes(a, b, measure)));
}

function resultCell(value: unknown): ResultCell {
  return typeof value === "number" || typeof value === "string" ? value : brief(value);
}
