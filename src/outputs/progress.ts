import type { TrainingPayload } from "../payload/types";
import { fewDigits, formatLoss } from "./number";
import { formatCount } from "./progress-number";
import { formatDuration, formatRate } from "./duration";
import { english } from "./translate";
import type { Translate } from "./translate";

/** One number of a training, with its name. */
export interface TrainingFact {
  /** What stands before the value. */
  name: string;
  /** The formatted number, or "–" where it is not known. */
  value: string;
  /** A note after the number: `of 5,000`, `iterations/s`; may be empty. */
  note: string;
  /** Whether it is a measured time, which differs from run to run. */
  timed: boolean;
}

/** The heading of a training's output. */
export function trainingHeading({ state }: TrainingPayload, t: Translate = english): string {
  switch (state) {
    case "running":
      return t("Training");
    case "done":
      return t("Training done");
    case "stopped":
      return t("Training stopped");
    case "diverged":
      return t("Training diverged");
  }
}

/** The iteration at the right edge of a training's curve: while it runs, there is room for those to come. */
export function trainingEnd({ state, iterations }: TrainingPayload): number | undefined {
  return state === "running" ? iterations : undefined;
}

/** The share of this training that is done, from 0 to 1. */
export function trainingShare({ start, iteration, iterations }: TrainingPayload): number {
  return (iteration - start) / (iterations - start);
}

/** The numbers of a training: always the same four, so that the layout is stable while they change. */
export function trainingFacts(payload: TrainingPayload, t: Translate = english): TrainingFact[] {
  const { state, iteration, iterations, timing } = payload;
  const { seconds, iterationsPerSecond, secondsLeft } = timing;
  const known = (value: number | null, format: (value: number) => string): string =>
    value === null ? "–" : format(value);
  const time: TrainingFact =
    state === "running"
      ? { name: t("Time left"), value: known(secondsLeft, formatDuration), note: "", timed: true }
      : { name: t("Time"), value: formatDuration(seconds), note: "", timed: true };
  const all = t("of {count}", { count: formatCount(iterations) });
  return [
    { name: t("Iteration"), value: formatCount(iteration), note: all, timed: false },
    { name: t("Loss"), value: known(lastLoss(payload), formatLoss), note: "", timed: false },
    { name: t("Speed"), value: known(iterationsPerSecond, formatRate), note: t("iterations/s"), timed: true },
    time,
  ];
}

/** An explanation for a training that did not reach its end; empty for others. */
export function trainingRemark(payload: TrainingPayload, t: Translate = english): string {
  const { state, divergedAt, learningRate } = payload;
  const iteration = formatCount(payload.iteration);
  if (state === "stopped") return t("The model keeps the factors of iteration {iteration}.", { iteration });
  if (state !== "diverged") return "";
  const at = formatCount(divergedAt ?? payload.iteration);
  const back = { iteration };
  if (learningRate === null)
    return [
      t("The loss grew without bound at iteration {at}.", { at }),
      t("The model is back at iteration {iteration}.", back),
    ].join(" ");
  return [
    t("The loss grew without bound at iteration {at} with learning rate {learningRate}.", {
      at,
      learningRate: fewDigits(learningRate),
    }),
    t("The model is back at iteration {iteration}; try a smaller rate.", back),
  ].join(" ");
}

/** A training in one line of text. */
export function trainingLine(payload: TrainingPayload, t: Translate = english): string {
  const { state, start, iteration, iterations, divergedAt, timing } = payload;
  const last = lastLoss(payload);
  const loss = last === null ? [] : [t("loss {loss}", { loss: formatLoss(last) })];
  const speed = timing.iterationsPerSecond;
  const rate = speed === null ? [] : [t("{rate} iterations/s", { rate: formatRate(speed) })];
  const time = formatDuration(timing.seconds);
  const at = formatCount(iteration);
  const all = formatCount(iterations);
  switch (state) {
    case "running": {
      const left =
        timing.secondsLeft === null ? [] : [t("{time} left", { time: formatDuration(timing.secondsLeft) })];
      return [
        t("iteration {iteration} of {last}", { iteration: at, last: all }),
        ...loss,
        ...rate,
        ...left,
      ].join(" · ");
    }
    case "done": {
      const count = iteration - start;
      const speed = rate.length > 0 ? ` (${rate[0]})` : "";
      const said = { count: formatCount(count), time };
      const done =
        count === 1 ? t("done: 1 iteration in {time}", said) : t("done: {count} iterations in {time}", said);
      return [`${done}${speed}`, ...loss].join(", ");
    }
    case "stopped":
      return [t("stopped at iteration {at} of {all} after {time}", { at, all, time }), ...loss].join(", ");
    case "diverged": {
      const where = { at: formatCount(divergedAt ?? iteration), all, time };
      const back = t("back at iteration {iteration}", { iteration: at });
      return [t("diverged at iteration {at} of {all} after {time}", where), back, ...loss].join(", ");
    }
  }
}

function lastLoss({ loss: { values } }: TrainingPayload): number | null {
  return values.length > 0 ? values[values.length - 1] : null;
}
