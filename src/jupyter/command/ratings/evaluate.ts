/** `factorlab evaluate`: which model predicts held-out ratings best. */
import {
  compareModels,
  predefinedFolds,
  type Comparison,
  type EvaluationData,
  type Metric,
} from "../../../index";
import { METRIC_NAMES } from "../../../evaluation/metric-names";
import { see, suggestion } from "../command-options";
import { UsageError } from "../errors";
import type { ProgressLine } from "../progress-line";
import type { Terminal } from "../terminal";
import { makerOf, usualModels, type NamedMaker } from "./models";
import { ratingsOf } from "./read";
import type { EvaluateRequest } from "./request";
import type { Input } from "./standard-input";

/** Few enough for the width of a terminal. */
const USUAL_METRICS: readonly Metric[] = ["rmse", "mae", "precision", "recall", "ndcg"];

/**
 * Reads, trains each model on each fold, and writes the comparison.
 * @returns Whether no training diverged.
 * @throws FactorlabError for what cannot be read or measured.
 */
export async function evaluate(
  request: EvaluateRequest,
  input: Input,
  terminal: Terminal,
  progress: ProgressLine,
): Promise<boolean> {
  const { settings, models } = request;
  const makersOf = (names: readonly string[]): NamedMaker[] =>
    names.map((name) => makerOf(name, settings, "evaluate"));
  // A wrong name is told before a long file is read.
  makersOf(models ?? []);
  const metrics = metricsOf(request.metrics);
  const ratings = await ratingsOf(request.file, input, request, progress);
  const heldOut =
    request.test === undefined ? undefined : await ratingsOf(request.test, input, request, progress);
  const data = heldOut === undefined ? ratings : predefinedFolds([{ train: ratings, test: heldOut }]);
  const makers = makersOf(models ?? usualModels(ratings));
  const comparison = compared(data, makers, { ...request, metrics }, progress);
  await terminal.pass(`${request.json ? jsonLines(comparison) : String(comparison)}\n`);
  const diverged = Object.entries(comparison.results).filter(([, result]) => result.diverged !== null);
  for (const [name, result] of diverged) progress.end(`${name}: ${result.diverged!.message}`);
  return diverged.length === 0;
}

function compared(
  data: EvaluationData,
  makers: readonly NamedMaker[],
  request: Omit<EvaluateRequest, "metrics"> & { metrics: readonly Metric[] },
  progress: ProgressLine,
): Comparison {
  const { folds, k, relevantFrom, settings, test } = request;
  const count = test === undefined ? (folds ?? 5) : 1;
  const turns = makers.flatMap(({ name }) =>
    Array.from({ length: count }, (_, fold) => `${name}, fold ${fold + 1} of ${count}`),
  );
  let done = 0;
  const begin = (): void => {
    if (done < turns.length) progress.begin(turns[done]);
  };
  begin();
  const models = Object.fromEntries(makers.map(({ name, make }) => [name, make]));
  const comparison = compareModels(models, data, {
    ...(test === undefined && { folds: count, seed: settings.seed }),
    ...(k !== undefined && { k }),
    ...(relevantFrom !== undefined && { relevantFrom }),
    metrics: request.metrics,
    onProgress({ model, fold }) {
      done = makers.findIndex(({ name }) => name === model) * count + fold;
      begin();
    },
  });
  progress.end();
  return comparison;
}

/** All metrics for "all", else those that are named. @throws UsageError for a name that is not there. */
function metricsOf(names: readonly string[] | undefined): readonly Metric[] {
  if (names === undefined) return USUAL_METRICS;
  if (names.join() === "all") return METRIC_NAMES;
  return names.map((typed) => {
    const known = METRIC_NAMES.find((name) => name.toLowerCase() === typed.toLowerCase());
    if (known !== undefined) return known;
    const all = `The metrics are ${METRIC_NAMES.join(", ")}.`;
    const message = `There is no metric "${typed}".${suggestion(typed, METRIC_NAMES)}`;
    throw new UsageError(message, [all, see("evaluate")], { argument: "metrics", actual: typed });
  });
}

/** A line for each model; null where there is nothing to measure. */
function jsonLines({ results }: Comparison): string {
  return Object.entries(results)
    .map(([model, { mean, std, standardError, folds, diverged }]) =>
      JSON.stringify({ model, mean, std, standardError, folds: folds.length, diverged: diverged?.message }),
    )
    .join("\n");
}
