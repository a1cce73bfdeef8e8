import type { GuessViewPayload } from "../payload/types";
import { facts } from "./describe";
import type { Translate } from "./translate";

/** What was hidden in one sentence; what came of it is told by the words beside, which need more calculations. */
export function guessSentence(payload: GuessViewPayload, t: Translate): string {
  const count = payload.heldOut.length;
  const values = { count, facts: facts(payload, t).join(", ") };
  return count === 1
    ? t("Hide and guess: {facts}; 1 cell hidden.", values)
    : t("Hide and guess: {facts}; {count} cells hidden.", values);
}
