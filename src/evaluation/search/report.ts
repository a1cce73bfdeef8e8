import { wrongArgument } from "../../errors";
import type { Ratings } from "../../ratings/ratings";
import { metricLabel } from "../metric-names";
import type { TrainableModel } from "../model";
import { precedes, SearchResult } from "./result";
import type { SearchProgress, Trial } from "./result";
import type { Sample } from "../uncertainty";
import type { Plan } from "./search-options";

/** A search step by step: yields each trial once it is measured, and returns the result. */
export type SearchEvents<Options, Model> = Generator<
  SearchProgress<Options>,
  SearchResult<Options, Model>,
  undefined
>;

/** Runs a search to its end. */
export function drain<Options, Model>(events: SearchEvents<Options, Model>): SearchResult<Options, Model> {
  let step = events.next();
  while (step.done !== true) step = events.next();
  return step.value;
}

/** The trials of a search as they are measured; a trial that is measured again replaces its earlier state. */
export class Report<Options> {
  private readonly trials = new Map<number, Trial<Options>>();
  private readonly samples = new Map<number, Sample>();
  private done = 0;

  constructor(
    private readonly plan: Plan<Options>,
    private readonly total: number,
  ) {}

  /**
   * Adds a trial and reports progress.
   * @param sample what folds or users show of it, where it is trained to the end.
   * @throws ValueError if the measure is undefined for these data or this model.
   */
  add(trial: Trial<Options>, sample?: Sample): SearchProgress<Options> {
    const { measure, onProgress } = this.plan;
    if (trial.state !== "diverged" && Number.isNaN(trial.value)) {
      const expected =
        "a metric that this model has on these ratings: predictions that are no ratings have no RMSE";
      throw wrongArgument("measure", measure, expected);
    }
    this.trials.set(trial.trial, trial);
    if (sample) this.samples.set(trial.trial, sample);
    this.done++;
    const progress = { trial, done: this.done, total: this.total, best: this.best() };
    onProgress?.(progress);
    return progress;
  }

  /** Marks a trial as dropped, because others were better. */
  drop(trial: Trial<Options>): void {
    this.trials.set(trial.trial, { ...trial, state: "dropped" });
    this.samples.delete(trial.trial);
  }

  result<Model extends TrainableModel>(
    makeModel: (options: Options) => Model,
    ratings: Ratings,
  ): SearchResult<Options, Model> {
    const { measure, k, fit, signal } = this.plan;
    return new SearchResult({
      trials: [...this.trials.values()],
      sampleOf: (trial) => this.samples.get(trial),
      measure,
      label: metricLabel(measure, k),
      makeBest: (options: Options): Model => {
        const model = makeModel(options);
        model.fit(ratings, { ...fit, signal });
        return model;
      },
    });
  }

  private best(): Trial<Options> | undefined {
    let best: Trial<Options> | undefined;
    for (const trial of this.trials.values()) {
      if (trial.state !== "diverged" && (!best || precedes(trial, best, this.plan.measure))) best = trial;
    }
    return best;
  }
}
