/** What the checks of a notebook said of its answers. */
import { PAYLOAD_MIME } from "../../../payload/types";
import type { JsonObject } from "../../../session/message";

/** What was said of one answer. */
export interface Verdict {
  exercise: string;
  /** `none`: what was given is not an answer, such as nothing. */
  state: "right" | "wrong" | "none";
  /** The name of the misconception that a wrong answer shows; undefined where none is known. */
  misconception: string | undefined;
  /** What the learner was told. */
  said: string;
  /** Whose numbers they were; empty for everybody's. */
  learner: string;
}

/** The verdict that counts for each exercise, and how many answers were checked. */
export type Verdicts = Map<string, Verdict & { tries: number }>;

/** The verdict in the data of an output; undefined where it has none. */
export function verdictOf(data: JsonObject): Verdict | undefined {
  const payload = data[PAYLOAD_MIME] as JsonObject | null | undefined;
  if (payload?.kind !== "exercise" || payload.part !== "check") return undefined;
  const { id, state, misconception, texts, learner } = payload;
  if (typeof id !== "string") return undefined;
  return {
    exercise: id,
    state: state === "right" || state === "wrong" ? state : "none",
    misconception: typeof misconception === "string" ? misconception : undefined,
    said: Array.isArray(texts) ? texts.join(" ") : "",
    learner: typeof learner === "string" ? learner : "",
  };
}

const WORTH = { none: 0, wrong: 1, right: 2 } as const;

/** Keeps the best verdict of each exercise, as the progress of a learner does; of equal ones, the last. */
export function addVerdict(verdicts: Verdicts, verdict: Verdict | undefined): void {
  if (verdict === undefined) return;
  const before = verdicts.get(verdict.exercise);
  const isBetter = before === undefined || WORTH[verdict.state] >= WORTH[before.state];
  const tries = (before?.tries ?? 0) + (verdict.state === "none" ? 0 : 1);
  verdicts.set(verdict.exercise, { ...(isBetter ? verdict : before), tries });
}

/** Makes of a verdict that nothing was answered. */
export function withdraw(verdicts: Verdicts, exercise: string): void {
  const verdict = verdicts.get(exercise);
  if (verdict !== undefined)
    verdicts.set(exercise, { ...verdict, state: "none", misconception: undefined, tries: 0 });
}
