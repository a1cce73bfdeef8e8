import { powerOfTwo } from "../numerics/powers";
import { rankFacts } from "./rank";
import type { Experiment, Trace } from "./types";
import { verdict } from "./verdict";

/** More halvings than any rate in use needs to become one that works. */
const MOST_HALVINGS = 40;

/**
 * Finds, by training, the largest of the experiment's rate, its half, its quarter … that trains without diverging or
 * oscillating. Rates after the first are rounded down to two digits.
 * @param run trains an experiment from its start to its end.
 * @returns null if none does.
 */
export function workingRate(experiment: Experiment, run: (experiment: Experiment) => Trace): number | null {
  return (
    ratesToTry(experiment.learningRate).find((learningRate) => {
      const tried = { ...experiment, learningRate };
      return trainsWell(tried, run(tried));
    }) ?? null
  );
}

/** The rates that {@link workingRate} tries, for callers that have other work to do between two trainings. */
export function ratesToTry(learningRate: number): number[] {
  const halved = Array.from({ length: MOST_HALVINGS - 1 }, (_, k) =>
    roundedDown(learningRate / powerOfTwo(k + 1)),
  );
  return [learningRate, ...halved.filter((rate) => rate > 0)];
}

/** Whether a training neither diverged nor oscillated. */
export function trainsWell(experiment: Experiment, trace: Trace): boolean {
  const { state } = verdict(experiment, trace, rankFacts(experiment.data, experiment.features));
  return state !== "diverged" && state !== "oscillating";
}

function roundedDown(rate: number): number {
  const [digits, exponent] = rate.toExponential(15).split("e");
  return Number(`${Math.floor(Number(digits) * 10) / 10}e${exponent}`);
}
