import { wrongArgument } from "../errors";
import { checkChoice } from "../training/options";

/** The metrics that {@link evaluate} can measure. */
export type Metric =
  | "rmse"
  | "mae"
  | "fcp"
  | "precision"
  | "recall"
  | "map"
  | "ndcg"
  | "mrr"
  | "hitRate"
  | "auc"
  | "coverage"
  | "novelty";

/** A metric's label, whether it counts the first k items only, and whether lower or higher is better. */
export interface MetricFacts {
  readonly label: string;
  readonly atK: boolean;
  /** Whether it is measured on lists of items, rather than on predicted ratings. */
  readonly ranks: boolean;
  /** Whether lower or higher is better; lists are not better for novelty or coverage alone. */
  readonly better: "lower" | "higher" | "neither";
}

const predicted = { atK: false, ranks: false };
const listed = { atK: true, ranks: true, better: "higher" } as const;

export const METRICS: Readonly<Record<Metric, MetricFacts>> = {
  rmse: { label: "RMSE", ...predicted, better: "lower" },
  mae: { label: "MAE", ...predicted, better: "lower" },
  fcp: { label: "FCP", ...predicted, better: "higher" },
  precision: { label: "precision", ...listed },
  recall: { label: "recall", ...listed },
  map: { label: "MAP", ...listed },
  ndcg: { label: "NDCG", ...listed },
  mrr: { label: "MRR", ...listed },
  hitRate: { label: "hit rate", ...listed },
  auc: { label: "AUC", ...listed, atK: false },
  coverage: { label: "coverage", ...listed, better: "neither" },
  novelty: { label: "novelty", ...listed, better: "neither" },
};

export const METRIC_NAMES = Object.keys(METRICS) as readonly Metric[];

/** The heading of a metric's column: "RMSE", "NDCG@10". */
export function metricLabel(metric: Metric, k: number): string {
  const { label, atK } = METRICS[metric];
  return atK ? `${label}@${k}` : label;
}

/** The metrics that a search can optimize. */
export const MEASURES = METRIC_NAMES.filter((metric) => METRICS[metric].better !== "neither");

/** Whether one value of a metric is better than another; any value is better than NaN. */
export function isBetter(metric: Metric, value: number, than: number): boolean {
  if (METRICS[metric].better === "neither") return false;
  if (Number.isNaN(than)) return !Number.isNaN(value);
  return METRICS[metric].better === "lower" ? value < than : value > than;
}

/** @throws ValueError unless `metrics` is a list of metrics. @default all metrics */
export function checkMetrics(metrics: unknown): readonly Metric[] {
  if (metrics === undefined) return METRIC_NAMES;
  if (!Array.isArray(metrics) || metrics.length === 0)
    throw wrongArgument("metrics", metrics, 'a list of metrics, such as ["rmse", "ndcg"]');
  return metrics.map((metric, k) => checkChoice(metric, `metrics[${k}]`, METRIC_NAMES));
}
