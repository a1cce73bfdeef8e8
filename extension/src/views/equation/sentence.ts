import { formatNumber } from "factorlab/view";
import type { CellExplanation, Labels } from "factorlab/view";
import { t } from "../../words";

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

/** Sums of more than `most` terms show only the `first` and `last` ones. */
const SHOWN = { most: 10, first: 5, last: 2 };

/**
 * Writes a cell of L·U as a dot product: `L·U[4,1] = 1.16 × 0.83 + 0.95 × 1.07 = 1.971 · wanted 2 · error 0.03`.
 * @param most sums of more terms are shown without their middle.
 */
export function cellSentence(
  cell: CellExplanation,
  labels: Labels,
  decimals: Decimals,
  most: number = SHOWN.most,
): Piece[] {
  const { row, column, terms, predicted, wanted, error } = cell;
  const product = formatNumber(predicted, decimals.product + 1);
  const start = [
    { text: `L·U[${row},${column}]` },
    ...namedPieces(labels.rows?.[row], labels.columns?.[column]),
  ];
  const sum = [
    ...start,
    quiet(" = "),
    ...products(terms, decimals.factors, most),
    quiet(" = "),
    { text: product },
  ];
  if (wanted === null || error === null) {
    const value = formatNumber(predicted, decimals.product);
    return [...sum, quiet(` · ${t("unknown")} · ${t("predicted")} `), { text: value, tone: "strong" }];
  }
  return [
    ...sum,
    quiet(` · ${t("wanted")} `),
    { text: formatNumber(wanted, decimals.data) },
    quiet(` · ${t("error")} `),
    { text: formatNumber(error, decimals.product) },
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
    { text: formatNumber(value, decimals.factors + 2), tone: "mark" },
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
  const text = formatNumber(value, decimals);
  return { text: text.startsWith("−") ? `(${text})` : text, tone: "mark" };
}

function namedPieces(...names: (string | undefined)[]): Piece[] {
  const given = names.filter((name) => name !== undefined);
  return given.length > 0 ? [quiet(` ${given.join(", ")}`)] : [];
}

function quiet(text: string): Piece {
  return { text, tone: "quiet" };
}
