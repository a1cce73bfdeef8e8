import type { CellsPayload, FactorEntry } from "../payload/types";
import type { FactorValues } from "./cell";

export type { FactorEntry } from "../payload/types";

/** What one known cell adds to the update of an entry: its gradient is error × 2 × other. */
export interface StepPart {
  /** The cell's column for an entry of L, its row for an entry of U. */
  index: number;
  /** data − L·U in that cell, just before the update. */
  error: number;
  /** The other factor's entry: U[feature, index] for L, L[index, feature] for U. */
  other: number;
  /** What this cell adds to the gradient: 2 · error · the other factor's entry. */
  gradient: number;
}

/** One update of one entry, as training does it. */
export interface StepExplanation extends FactorEntry {
  /** The cells that the gradient is the mean of. */
  parts: StepPart[];
  /** The mean gradient over the known cells; 0 if none is known. */
  mean: number;
  /** What the mean gradient is multiplied by. */
  learningRate: number;
  /** The entry before the step. */
  before: number;
  /** before + learningRate × mean. */
  after: number;
}

/**
 * Writes out the update of one entry in the iteration that follows `factors`.
 *
 * Training goes through L row by row, then through U column by column, feature by feature, and every update uses the
 * results of all earlier updates of the same iteration. So L[i,t] is updated with L[i,0…t−1] already new, and U[t,j]
 * with all of L and U[0…t−1,j] already new; this function computes that state first.
 * @param data rows × columns, null where a cell is unknown: only known cells take part.
 * @param factors the factors before the iteration; they are not changed.
 * @param entry has to lie within its factor.
 * @see Koren, Bell & Volinsky 2009, "Matrix Factorization Techniques for Recommender Systems"
 */
export function explainStep(
  data: CellsPayload,
  factors: FactorValues,
  { factor, row, column }: FactorEntry,
  learningRate: number,
): StepExplanation {
  const entry = { factor, row, column };
  const features = factors.L.length / data.rows;
  const line = (which: "L" | "U", index: number): FactorLine => lineOf(data, factors, features, which, index);
  if (factor === "L") return { ...entry, ...updateLine(line("L", row), column, learningRate) };
  // All of L is updated before U; only its rows with a known cell in this column matter.
  const own = line("U", column);
  for (const part of own.known) {
    const updated = line("L", part.index);
    updateLine(updated, features - 1, learningRate);
    part.other = updated.own;
  }
  return { ...entry, ...updateLine(own, row, learningRate) };
}

/** A row of L, or a column of U, with what its updates depend on. */
export interface FactorLine {
  /** Its entries, one for each feature: a copy that is updated. */
  own: Float64Array;
  /** Each known cell in it, with the other factor's entries there, one for each feature. */
  known: { index: number; wanted: number; other: ArrayLike<number> }[];
}

/** The row of L or the column of U with an index, and its known cells. */
export function lineOf(
  { rows, columns, values }: CellsPayload,
  { L, U }: FactorValues,
  features: number,
  factor: "L" | "U",
  index: number,
): FactorLine {
  const rowOfL = (i: number): Float64Array =>
    Float64Array.from({ length: features }, (_, t) => L[i * features + t]);
  const columnOfU = (j: number): Float64Array =>
    Float64Array.from({ length: features }, (_, t) => U[t * columns + j]);
  const known: FactorLine["known"] = [];
  const across = factor === "L" ? columns : rows;
  for (let k = 0; k < across; k++) {
    const wanted = values[factor === "L" ? index * columns + k : k * columns + index];
    if (wanted !== null) known.push({ index: k, wanted, other: factor === "L" ? columnOfU(k) : rowOfL(k) });
  }
  return { own: factor === "L" ? rowOfL(index) : columnOfU(index), known };
}

type Update = Omit<StepExplanation, keyof FactorEntry>;

/** Updates the features of a line up to `last`, in place, and explains the last update. */
function updateLine({ own, known }: FactorLine, last: number, learningRate: number): Update {
  const errors = errorsOf(own, known);
  for (let t = 0; ; t++) {
    const { parts, mean } = gradientsOf(known, errors, t);
    const before = own[t];
    const after = before + learningRate * mean;
    own[t] = after;
    if (t === last) return { parts, mean, learningRate, before, after };
    known.forEach(({ other }, k) => (errors[k] -= (after - before) * other[t]));
  }
}

/** The error of each known cell of a line. */
export function errorsOf(own: ArrayLike<number>, known: FactorLine["known"]): number[] {
  return known.map(({ wanted, other }) => wanted - dotOfLists(own, other));
}

/** The gradients of feature t of a line, one for each known cell, and their mean: minus the slope of its mean squared error. */
export function gradientsOf(
  known: FactorLine["known"],
  errors: readonly number[],
  t: number,
): { parts: StepPart[]; mean: number } {
  const parts = known.map(({ index, other }, k) => ({
    index,
    error: errors[k],
    other: other[t],
    gradient: 2 * errors[k] * other[t],
  }));
  return { parts, mean: parts.reduce((sum, { gradient }) => sum + gradient, 0) / (parts.length || 1) };
}

function dotOfLists(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t] * b[t];
  return sum;
}
