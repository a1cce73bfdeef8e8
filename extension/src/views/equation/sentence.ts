import { formatNumber } from "factorlab/view";
import type { Beyond, CellExplanation, Labels } from "factorlab/view";
import { localNumber, t } from "../../words";
import { alike, decimalsThatHold, rounded } from "./sums";
import { beyondWords } from "./table-cells";

/** A piece of a written-out calculation, with its emphasis. */
export interface Piece {
  text: string;
  tone?: "quiet" | "mark" | "strong" | "hint";
}

/** Decimals of the numbers in a sentence. */
export interface Decimals {
  factors: number;
  product: number;
  data: number;
}

/** How a cell's calculation is written. */
export interface SentenceOptions {
  most?: number;
  beyond?: Beyond;
  hidden?: boolean;
}

/** Sums of more than `most` terms show only the `first` and `last` ones. */
const SHOWN = { most: 10, first: 5, last: 2 };

/**
 * Writes a cell of L·U as a dot product: `L·U[4,1] = 1.163 × 0.832 + 0.951 × 1.067 = 1.982 · wanted 2 · error 0.018`.
 * The numbers have as many decimals as it takes to get from those on the left to that on the right; where even many do
 * not lead there, the sign is "≈".
 * @param options sums of more than `most` terms are shown without their middle; `beyond` is where a prediction is; `hidden`
 * says that the cell is held out.
 */
export function cellSentence(
  cell: CellExplanation,
  labels: Labels,
  decimals: Decimals,
  { most = SHOWN.most, beyond = null, hidden = false }: SentenceOptions = {},
): Piece[] {
  const { row, column, terms, predicted, wanted, error } = cell;
  const { factors, last, exact } = digitsOfSum(cell, decimals);
  const sum = [
    { text: `L·U[${row},${column}]` },
    ...namedPieces(labels.rows?.[row], labels.columns?.[column]),
    quiet(" = "),
    ...products(terms, factors, most),
    quiet(exact ? " = " : " ≈ "),
    { text: numberText(predicted, last) },
  ];
  if (wanted === null || error === null) {
    const value = numberText(predicted, decimals.product);
    const remark = beyond === null ? [] : [quiet(` · ${beyondWords(beyond)}`)];
    return [
      ...sum,
      quiet(` · ${hidden ? t("hidden") : t("unknown")} · ${t("predicted")} `),
      { text: value, tone: "strong" },
      ...remark,
    ];
  }
  return [...sum, ...differencePieces(wanted, predicted, decimals.data, last)];
}

/**
 * Finds how many decimals the factors and their sum are written with: the sum with one more than its cell has, if a few
 * more in the factors lead there, or else with as many.
 */
function digitsOfSum(
  { terms, predicted }: CellExplanation,
  decimals: Decimals,
): { factors: number; last: number; exact: boolean } {
  for (const [last, more] of [
    [decimals.product + 1, 2],
    [decimals.product, 4],
  ]) {
    const holds = (digits: number): boolean => alike(sumShown(terms, digits), predicted, last);
    const factors = decimalsThatHold(decimals.factors, holds, more);
    if (factors !== null) return { factors, last, exact: true };
  }
  return { factors: decimals.factors, last: decimals.product + 1, exact: false };
}

/** The sum as a reader finds it who adds up what is written. */
function sumShown(terms: CellExplanation["terms"], digits: number): number {
  return terms.reduce((sum, { l, u }) => sum + rounded(l, digits) * rounded(u, digits), 0);
}

/** Writes what was wanted, and the error as the difference of both numbers on the screen. */
function differencePieces(wanted: number, predicted: number, digits: number, last: number): Piece[] {
  const holds = (decimals: number): boolean =>
    alike(rounded(wanted, decimals) - rounded(predicted, last), wanted - predicted, last);
  const decimals = decimalsThatHold(digits, holds);
  return [
    quiet(` · ${t("wanted")} `),
    { text: numberText(wanted, decimals ?? digits) },
    quiet(` · ${t("error")} ${decimals === null ? "≈ " : ""}`),
    { text: numberText(wanted - predicted, last) },
  ];
}

/** Writes an entry of a factor: its value, and what it is multiplied with. */
export function entrySentence(
  factor: "L" | "U",
  { row, column, value }: { row: number; column: number; value: number },
  labels: Labels,
  decimals: Decimals,
): Piece[] {
  const name = factor === "L" ? labels.rows?.[row] : labels.columns?.[column];
  const role =
    factor === "L"
      ? t("times row {feature} of U, it goes into row {row} of L·U", { feature: column, row })
      : t("times column {feature} of L, it goes into column {column} of L·U", { feature: row, column });
  return [
    { text: `${factor}[${row},${column}]` },
    ...namedPieces(name, factor === "L" ? labels.features?.[column] : labels.features?.[row]),
    quiet(" = "),
    { text: numberText(value, decimals.factors + 2), tone: "mark" },
    quiet(` · ${role}`),
  ];
}

/** The sentence as plain text. */
export function plainSentence(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("");
}

function products(terms: CellExplanation["terms"], decimals: number, most: number): Piece[] {
  const written = terms.map(({ l, u }) => [factor(l, decimals), quiet(" × "), factor(u, decimals)]);
  const { first, last } = SHOWN;
  if (terms.length > most) {
    const left = terms.length - first - last;
    written.splice(first, left, [quiet(t("… {count} more …", { count: left }))]);
  }
  return written.flatMap((pieces, k) => (k > 0 ? [quiet(" + "), ...pieces] : pieces));
}

/** Writes negative numbers in brackets, so that no sign follows another. */
function factor(value: number, decimals: number): Piece {
  const text = numberText(value, decimals);
  return { text: text.startsWith("−") ? `(${text})` : text, tone: "mark" };
}

function numberText(value: number, decimals: number): string {
  return localNumber(formatNumber(value, decimals));
}

function namedPieces(...names: (string | undefined)[]): Piece[] {
  const given = names.filter((name) => name !== undefined);
  return given.length > 0 ? [quiet(` ${given.join(", ")}`)] : [];
}

function quiet(text: string): Piece {
  return { text, tone: "quiet" };
}
