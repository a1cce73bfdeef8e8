import { optional } from "./check-factorization";
import { checkNotes } from "./check-lists";
import { count, fail, finiteOrNull, loss, object, own, positive } from "./fields";
import { LIMITS } from "./limits";
import { PAYLOAD_VERSION } from "./types";
import type { TrainingPayload, TrainingState, TrainingTiming } from "./types";

/** Checks a payload whose kind is "training". @throws PayloadError */
export function training(payload: object): TrainingPayload {
  const state = checkState(own(payload, "state"));
  const start = count(own(payload, "start"), "start", 0, LIMITS.iterations);
  const iterations = count(own(payload, "iterations"), "iterations", start + 1, LIMITS.iterations);
  const iteration = count(own(payload, "iteration"), "iteration", start, iterations);
  const diverged = own(payload, "divergedAt");
  if (state !== "diverged" && diverged !== null) fail("divergedAt", diverged, `null, as state is "${state}"`);
  return {
    version: PAYLOAD_VERSION,
    kind: "training",
    state,
    start,
    iteration,
    iterations,
    divergedAt: state === "diverged" ? count(diverged, "divergedAt", start + 1, iterations) : null,
    learningRate: rate(own(payload, "learningRate")),
    loss: loss(own(payload, "loss"), "loss"),
    timing: timing(own(payload, "timing")),
    ...optional(payload, "notes", checkNotes),
  };
}

/** The learning rate; null where the model has none. */
function rate(value: unknown): number | null {
  return value === null ? null : positive(value, "learningRate");
}

function checkState(value: unknown): TrainingState {
  if (value === "running" || value === "done" || value === "stopped" || value === "diverged") return value;
  return fail("state", value, '"running", "done", "stopped" or "diverged"');
}

function timing(value: unknown): TrainingTiming {
  const source = object(value, "timing");
  const expected = `a number from 0 to ${LIMITS.timing}`;
  const read = (field: string): number | null => {
    const found = finiteOrNull(own(source, field), `timing.${field}`);
    if (found !== null && !(found >= 0 && found <= LIMITS.timing)) fail(`timing.${field}`, found, expected);
    return found;
  };
  const seconds = read("seconds") ?? fail("timing.seconds", null, expected);
  return {
    seconds,
    iterationsPerSecond: read("iterationsPerSecond"),
    secondsLeft: read("secondsLeft"),
  };
}
