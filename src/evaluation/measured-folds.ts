import type { Evaluation, UserEvaluation } from "./evaluate";
import type { Metric } from "./metric-names";
import type { Split } from "./split";
import type { Sample } from "./uncertainty";

/** What folds or users show of each metric. */
export type Samples = Partial<Record<Metric, Sample>>;

/** The evaluations of a model on several folds. What each user shows is kept only where there is one fold. */
export class MeasuredFolds<M extends Metric> {
  /** One for each fold that is done. */
  readonly evaluations: Evaluation<M>[] = [];
  private ofUsers: Samples = {};
  private heldOut = 0;
  private trained = 0;

  constructor(
    private readonly metrics: readonly M[],
    private readonly folds: number,
  ) {}

  /** Adds a fold, and returns its evaluation. */
  add({ evaluation, samples }: UserEvaluation<M>, { train, test }: Split): Evaluation<M> {
    this.evaluations.push(evaluation);
    if (this.folds === 1) this.ofUsers = samples;
    this.heldOut += test.length;
    this.trained += train.length;
    return evaluation;
  }

  /** What the folds show of each metric; of one alone, what its users show. */
  get samples(): Samples {
    if (this.folds === 1) return this.ofUsers;
    const share = 1 / this.evaluations.length + this.heldOut / this.trained;
    return Object.fromEntries(
      this.metrics.map((metric) => {
        const each = Float64Array.from(this.evaluations, (evaluation) => evaluation[metric]);
        return [metric, { value: each.reduce((sum, value) => sum + value, 0) / each.length, each, share }];
      }),
    );
  }
}
