import type { TrainingPayload, TrainingState } from "../payload/types";
import { formatLoss } from "./number";
import { formatCount, formatDuration, formatRate } from "./progress-number";

/** One number of a training under its name. */
export interface TrainingFact {
  name: "Iteration" | "Loss" | "Speed" | "Time left" | "Time";
  /** The number for people, or "–" where it is not known. */
  value: string;
  /** What follows in a quieter voice: `of 5,000`, `iterations/s`; empty where there is none. */
  note: string;
  /** Whether a clock measured it, so that it differs from run to run. */
  timed: boolean;
}

const HEADINGS: Record<TrainingState, string> = {
  running: "Training",
  done: "Training done",
  stopped: "Training stopped",
  diverged: "Training diverged",
};

/** The heading of a training's output. */
export function trainingHeading({ state }: TrainingPayload): string {
  return HEADINGS[state];
}

/** The share of this training that is done, from 0 to 1. */
export function trainingShare({ start, iteration, iterations }: TrainingPayload): number {
  return (iteration - start) / (iterations - start);
}

/** The numbers of a training, always the same four, so that nothing moves while they change. */
export function trainingFacts(payload: TrainingPayload): TrainingFact[] {
  const { state, iteration, iterations, timing } = payload;
  const { seconds, iterationsPerSecond, secondsLeft } = timing;
  const known = (value: number | null, format: (value: number) => string): string =>
    value === null ? "–" : format(value);
  const time: TrainingFact =
    state === "running"
      ? { name: "Time left", value: known(secondsLeft, formatDuration), note: "", timed: true }
      : { name: "Time", value: formatDuration(seconds), note: "", timed: true };
  return [
    { name: "Iteration", value: formatCount(iteration), note: `of ${formatCount(iterations)}`, timed: false },
    { name: "Loss", value: known(lastLoss(payload), formatLoss), note: "", timed: false },
    { name: "Speed", value: known(iterationsPerSecond, formatRate), note: "iterations/s", timed: true },
    time,
  ];
}

/** What a person has to know of a training that did not reach its end; empty for others. */
export function trainingRemark(payload: TrainingPayload): string {
  const { state, iteration, divergedAt, learningRate } = payload;
  if (state === "stopped") return `The model keeps the factors of iteration ${formatCount(iteration)}.`;
  if (state !== "diverged") return "";
  const [cause, remedy] =
    learningRate === null ? ["", ""] : [` with learning rate ${learningRate}`, "; try a smaller rate"];
  return (
    `The loss grew without bound at iteration ${formatCount(divergedAt ?? iteration)}${cause}. ` +
    `The model is back at iteration ${formatCount(iteration)}${remedy}.`
  );
}

/** A training in one line of text. */
export function trainingLine(payload: TrainingPayload): string {
  const { state, start, iteration, iterations, divergedAt, timing } = payload;
  const last = lastLoss(payload);
  const loss = last === null ? [] : [`loss ${formatLoss(last)}`];
  const speed = timing.iterationsPerSecond;
  const rate = speed === null ? [] : [`${formatRate(speed)} iterations/s`];
  const time = formatDuration(timing.seconds);
  const done = formatCount(iteration);
  const all = formatCount(iterations);
  switch (state) {
    case "running": {
      const left = timing.secondsLeft === null ? [] : [`${formatDuration(timing.secondsLeft)} left`];
      return [`iteration ${done} of ${all}`, ...loss, ...rate, ...left].join(" · ");
    }
    case "done": {
      const count = iteration - start;
      const speed = rate.length > 0 ? ` (${rate[0]})` : "";
      const noun = count === 1 ? "iteration" : "iterations";
      return [`done: ${formatCount(count)} ${noun} in ${time}${speed}`, ...loss].join(", ");
    }
    case "stopped":
      return [`stopped at iteration ${done} of ${all} after ${time}`, ...loss].join(", ");
    case "diverged":
      return [
        `diverged at iteration ${formatCount(divergedAt ?? iteration)} of ${all} after ${time}`,
        `back at iteration ${done}`,
        ...loss,
      ].join(", ");
  }
}

function lastLoss({ loss: { values } }: TrainingPayload): number | null {
  return values.length > 0 ? values[values.length - 1] : null;
}
