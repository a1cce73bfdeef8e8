import { lossOf } from "../explain/loss";
import type { DialsViewPayload, FactorEntry, Labels } from "../payload/types";
import { facts } from "./describe";
import { formatLoss } from "./number";
import type { Translate } from "./translate";

/** The facts of a factorization by hand: `6 × 3`, `2 features`, … */
export function handFacts(payload: DialsViewPayload, t: Translate): string[] {
  const { data, L, U, seed, turns = [] } = payload;
  // The rate is that of the step, which is not one of the factorization.
  const list = facts({ data, L, seed }, t);
  if (turns.length > 1) list.push(turnsText(turns.length - 1, t));
  const loss = lossOf(data, { L: L.values, U: U.values });
  if (Number.isFinite(loss)) list.push(t("loss {loss}", { loss: formatLoss(loss) }));
  return list;
}

/** How many turns there were. */
export function turnsText(turns: number, t: Translate): string {
  return turns === 1 ? t("1 turn") : t("{turns} turns", { turns });
}

/** A factorization by hand in one sentence: its alternative text. */
export function handSentence(payload: DialsViewPayload, t: Translate): string {
  return t("Factorization by hand: {facts}.", { facts: handFacts(payload, t).join(", ") });
}

/** An entry's place, `L[1,0]`, with the name of its row or column where there is one. */
export function entryName({ factor, row, column }: FactorEntry, labels: Labels = {}): string {
  const name = factor === "L" ? labels.rows?.[row] : labels.columns?.[column];
  const place = `${factor}[${row},${column}]`;
  return name === undefined ? place : `${place} ${name}`;
}

/** The number whose valley is drawn, the rate of the step, and the penalty in it, where they are not given. */
export function valleyParts({ entry, learningRate, stages }: DialsViewPayload): {
  /** The number. */
  entry: FactorEntry;
  /** The rate of the step. */
  learningRate: number;
  /** λ. */
  penalty: number;
} {
  const stage = stages.at(-1);
  return {
    entry: entry ?? { factor: "L", row: 0, column: 0 },
    learningRate: learningRate ?? stage?.learningRate ?? 0.1,
    penalty: stage?.regularization ?? 0,
  };
}
