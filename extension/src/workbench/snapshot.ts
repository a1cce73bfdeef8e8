import { EXPERIMENT_DEFAULTS, EXPERIMENT_LIMITS, iterationsOf } from "factorlab/view";
import type { Experiment, FactorizationPayload, Frame, LossPayload, TrainingStage } from "factorlab/view";
import { host } from "../host/host";
import { preferences } from "../preferences";
import type { Timeline } from "./timeline";
import { factorsOf, hasRate, isSweeping } from "./subject";
import type { Subject, WorkbenchPayload } from "./subject";

/** The shown state as the payload of an output; null if nothing is shown. */
export function payloadOf(timeline: Timeline): WorkbenchPayload | null {
  const { subject, trace, frame } = timeline;
  if (!subject || !trace || !frame) return null;
  const { data, labels, learningRate, start } = subject;
  const { iteration } = frame;
  // Factors that were changed by hand are not those of the seed and its training.
  const isTrained = frame === timeline.trained;
  const stages = stagesUntil(subject.stages, iteration);
  const known = iterationsOf(stages) === iteration;
  const payload: FactorizationPayload = {
    version: 1,
    kind: "factorization",
    ...(subject.title !== undefined ? { title: subject.title } : {}),
    data,
    ...factorsOf(subject, frame),
    loss: isTrained ? lossUntil(trace.loss, iteration) : withLast(lossUntil(trace.loss, iteration), frame),
    iteration,
    learningRate: iteration > 0 ? learningRate : null,
    seed: isTrained ? subject.seed : null,
    ...(labels ? { labels } : {}),
    ...(subject.nonnegative ? { nonnegative: true } : {}),
    ...(subject.direct ? { direct: true } : {}),
    ...(start && known && isTrained
      ? { replay: { L: Array.from(start.L), U: Array.from(start.U), stages } }
      : {}),
  };
  const { heldOut } = subject;
  if (!heldOut) return payload;
  return {
    ...payload,
    kind: "guess",
    data: { ...data, values: wholeData(subject) },
    heldOut: heldOut.places.map((place) => [Math.floor(place / data.columns), place % data.columns]),
    validation: lossUntil(trace.validation ?? { iterations: [], values: [] }, iteration),
  };
}

/** The data with the true values of what is held out. */
export function wholeData({ data, heldOut }: Pick<Subject, "data" | "heldOut">): (number | null)[] {
  const values = [...data.values];
  heldOut?.places.forEach((place, n) => (values[place] = heldOut.values[n]));
  return values;
}

/** Whether it is small enough to be edited cell by cell, was not averaged, and was trained like an experiment if that matters. */
export function canBeEdited(subject: Subject): boolean {
  const { data, features, stages } = subject;
  const { side, features: most } = EXPERIMENT_LIMITS;
  return (
    (host().triesAnyTable === true || (hasRate(subject) && stages.every(isSweeping))) &&
    !data.of &&
    Math.max(data.rows, data.columns) <= side &&
    features <= most
  );
}

/** Makes an experiment that can be edited; null if it cannot be. */
export function experimentOf(subject: Subject): Experiment | null {
  if (!canBeEdited(subject)) return null;
  const { data, labels, heldOut, features, seed, stages, learningRate, trace } = subject;
  const values = wholeData(subject);
  const { regularization = 0 } = stages.at(-1) ?? {};
  const { defaults } = preferences();
  const known = hasRate(subject) ? iterationsOf(stages) || trace.iteration : 0;
  return {
    data: Array.from({ length: data.rows }, (_, i) => values.slice(i * data.columns, (i + 1) * data.columns)),
    ...(labels ? { labels: { rows: labels.rows, columns: labels.columns } } : {}),
    features,
    learningRate: stages.at(-1)?.learningRate ?? learningRate ?? defaults.learningRate,
    iterations: Math.min(EXPERIMENT_LIMITS.iterations, known || defaults.iterations),
    ...(regularization > 0 ? { regularization } : {}),
    ...(heldOut
      ? { heldOut: heldOut.places.map((place) => [Math.floor(place / data.columns), place % data.columns]) }
      : {}),
    seed: seed ?? defaults.seed,
    initRange: EXPERIMENT_DEFAULTS.initRange,
  };
}

function stagesUntil(stages: readonly TrainingStage[], iteration: number): TrainingStage[] {
  let left = iteration;
  const kept: TrainingStage[] = [];
  for (const stage of stages) {
    if (left <= 0) break;
    kept.push({ ...stage, iterations: Math.min(left, stage.iterations) });
    left -= stage.iterations;
  }
  return kept;
}

/** The losses with that of a state as the last one. */
function withLast({ iterations, values }: LossPayload, { iteration, loss }: Frame): LossPayload {
  const kept = iterations.filter((each) => each < iteration).length;
  return {
    iterations: [...iterations.slice(0, kept), iteration],
    values: [...values.slice(0, kept), loss],
  };
}

function lossUntil({ iterations, values }: LossPayload, iteration: number): LossPayload {
  const count = iterations.filter((each) => each <= iteration).length;
  return { iterations: iterations.slice(0, count), values: values.slice(0, count) };
}

/** What a timeline shows as an experiment, before a person has changed it; the same one while the same is shown. */
export class OwnExperiment {
  private known: { subject: Subject; experiment: Experiment | null } | null = null;

  constructor(private readonly timeline: Timeline) {}

  /** Null where it cannot be one. */
  get experiment(): Experiment | null {
    const { subject } = this.timeline;
    if (!subject) return null;
    if (this.known?.subject !== subject) this.known = { subject, experiment: experimentOf(subject) };
    return this.known.experiment;
  }
}
