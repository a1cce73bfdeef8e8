import type { Experiment, FactorizationPayload, LossPayload, TrainingStage } from "factorlab";
import { preferences } from "../preferences";
import type { Course } from "./course";
import { factorsOf } from "./subject";
import type { Subject } from "./subject";

/** The most rows, columns and features that can be edited. */
const MOST_SIDE = 100;
const MOST_ITERATIONS = 100_000;

/** What is on the screen now, as an output would hold it; null where nothing is. */
export function payloadOf({ subject, trace, frame }: Course): FactorizationPayload | null {
  if (!subject || !trace || !frame) return null;
  const { data, labels, seed, learningRate, start } = subject;
  const { iteration } = frame;
  const stages = stagesUntil(subject.stages, iteration);
  const known = stages.reduce((sum, stage) => sum + stage.iterations, 0) === iteration;
  return {
    version: 1,
    kind: "factorization",
    data,
    ...factorsOf(subject, frame),
    loss: lossUntil(trace.loss, iteration),
    iteration,
    learningRate: iteration > 0 ? learningRate : null,
    seed,
    ...(labels ? { labels } : {}),
    ...(start && known ? { replay: { L: Array.from(start.L), U: Array.from(start.U), stages } } : {}),
  };
}

/** The same as an experiment that can be changed; null where it is too large for that, or was averaged into blocks. */
export function experimentOf({
  data,
  labels,
  features,
  seed,
  stages,
  learningRate,
  trace,
}: Subject): Experiment | null {
  if (data.of || Math.max(data.rows, data.columns, features) > MOST_SIDE) return null;
  const { defaults } = preferences();
  const iterations = stages.reduce((sum, stage) => sum + stage.iterations, 0) || trace.iteration;
  return {
    data: Array.from({ length: data.rows }, (_, i) =>
      data.values.slice(i * data.columns, (i + 1) * data.columns),
    ),
    ...(labels ? { labels: { rows: labels.rows, columns: labels.columns } } : {}),
    features,
    learningRate: stages.at(-1)?.learningRate ?? learningRate ?? defaults.learningRate,
    iterations: Math.min(MOST_ITERATIONS, iterations || defaults.iterations),
    seed: seed ?? defaults.seed,
    initRange: [0.1, 0.9],
  };
}

function stagesUntil(stages: readonly TrainingStage[], iteration: number): TrainingStage[] {
  let left = iteration;
  const kept: TrainingStage[] = [];
  for (const { learningRate, iterations } of stages) {
    if (left <= 0) break;
    kept.push({ learningRate, iterations: Math.min(left, iterations) });
    left -= iterations;
  }
  return kept;
}

function lossUntil({ iterations, values }: LossPayload, iteration: number): LossPayload {
  const count = iterations.filter((each) => each <= iteration).length;
  return { iterations: iterations.slice(0, count), values: values.slice(0, count) };
}
