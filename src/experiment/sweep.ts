import type { SweepPoint, Sweeps } from "../payload/types";
import { guesses, guessError, heldOutCells, seenData } from "./held-out";
import { costOf, Run, startOf } from "./run";
import type { Experiment, Trace } from "./types";

/** What is varied: an option of the experiment. */
export type SweepAxis = "features" | "regularization";

/** One training of a sweep. */
export interface SweepStep {
  /** The option that differs from the experiment's. */
  readonly axis: SweepAxis;
  /** Its value. */
  readonly value: number;
  /** The experiment with it. */
  readonly experiment: Experiment;
}

/** The most features of a sweep, beside those of the experiment itself. */
const MOST_FEATURES = 12;
/** How many powers of ten of penalties are tried, up to one that pulls all factors to nothing. */
const DECADES = 3;
/** Fewer features, where all of them would take too long. */
const FEW_FEATURES = new Set([1, 2, 3, 5, 8, 12]);
/** The most multiplications of all trainings together: about four seconds. */
const MOST_COST = 1e9;

/**
 * The trainings of both sweeps: over the number of features, 1 … min(rows, columns, 12), and over the penalty λ, by half
 * powers of ten. Where all of them would take more than some seconds, there are fewer, and each has fewer iterations.
 */
export function sweepPlan(experiment: Experiment): SweepStep[] {
  const all = stepsOf(experiment, featuresOf(experiment), penaltiesOf(experiment));
  if (costOfAll(all) <= MOST_COST) return all;
  const features = featuresOf(experiment).filter((k) => FEW_FEATURES.has(k) || k === experiment.features);
  const every = (value: number, k: number): boolean => k % 2 === 0 || value === experiment.regularization;
  const some = stepsOf(experiment, features, penaltiesOf(experiment).filter(every));
  const share = MOST_COST / costOfAll(some);
  if (share >= 1) return some;
  const iterations = Math.max(1, Math.floor(share * experiment.iterations));
  return some.map((step) => ({ ...step, experiment: { ...step.experiment, iterations } }));
}

function stepsOf(
  experiment: Experiment,
  features: readonly number[],
  penalties: readonly number[],
): SweepStep[] {
  return [
    ...features.map((value) => stepOf(experiment, "features", value)),
    ...penalties.map((value) => stepOf(experiment, "regularization", value)),
  ];
}

function stepOf(experiment: Experiment, axis: SweepAxis, value: number): SweepStep {
  return { axis, value, experiment: { ...experiment, [axis]: value } };
}

function costOfAll(steps: readonly SweepStep[]): number {
  return steps.reduce((sum, { experiment }) => {
    const { data, features, iterations } = experiment;
    const stages = [{ learningRate: experiment.learningRate, iterations }];
    return sum + costOf({ rows: data.length, columns: data[0].length, features, stages });
  }, 0);
}

function featuresOf({ data, features }: Experiment): number[] {
  const most = Math.min(data.length, data[0].length, MOST_FEATURES);
  return rising([...Array.from({ length: most }, (_, k) => k + 1), features]);
}

/** No penalty, and rising ones up to the size of the data: one as large pulls all factors to nothing. */
function penaltiesOf(experiment: Experiment): number[] {
  const known = seenData(experiment)
    .flat()
    .filter((value) => value !== null);
  const size = Math.sqrt(known.reduce((sum, value) => sum + (value * value) / known.length, 0));
  const own = experiment.regularization ?? 0;
  if (!(size > 1e-100 && size < 1e100)) return rising([0, own]);
  const top = highestPower(size);
  const powers = Array.from({ length: 2 * DECADES + 1 }, (_, k) => top - DECADES + k / 2);
  return rising([0, own, ...powers.map(roundPower)]);
}

/** The power of ten, in halves, at or below a number. */
function highestPower(size: number): number {
  const [digits, power] = size.toExponential().split("e").map(Number);
  return digits >= 3 ? power + 0.5 : power;
}

/** 10 to a power by halves, with one digit: 0.1, 0.3, 1, 3, 10. */
function roundPower(power: number): number {
  const whole = Math.floor(power);
  return Number(`${power > whole ? 3 : 1}e${whole}`);
}

function rising(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** What a training of a sweep came to: the losses of its last state. */
export function sweepPoint({ value, experiment }: SweepStep, trace: Trace): SweepPoint {
  const held = heldOutCells(experiment);
  const end = trace.frames.at(-1);
  if (!held || !end || trace.divergedAt !== null) return { value, loss: null, validation: null, error: null };
  const shape = { features: experiment.features, columns: experiment.data[0].length };
  const { loss, error } = guessError(guesses(held, shape, end), held.values);
  return { value, loss: end.loss, validation: loss, error };
}

/**
 * Trains both sweeps, one iteration for each step, so that a worker can leave off between two.
 * @param report receives what is known after each training.
 */
export function* sweepSteps(
  experiment: Experiment,
  report: (sweeps: Sweeps, done: number, all: number) => void = () => undefined,
): Generator<undefined, Sweeps, undefined> {
  const plan = sweepPlan(experiment);
  const iterations = plan[0].experiment.iterations;
  const sweeps: Sweeps = { features: [], regularization: [], iterations };
  for (const [k, step] of plan.entries()) {
    const run = new Run(startOf(step.experiment));
    while (run.advance()) yield;
    sweeps[step.axis] = [...sweeps[step.axis], sweepPoint(step, run.trace())];
    report({ ...sweeps }, k + 1, plan.length);
  }
  return sweeps;
}

/** Trains both sweeps to the end. */
export function sweepsOf(experiment: Experiment): Sweeps {
  const steps = sweepSteps(experiment);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
