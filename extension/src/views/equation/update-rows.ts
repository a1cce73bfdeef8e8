import { formatLoss, formatNumber } from "factorlab/view";
import type { Labels, StepExplanation, StepPart } from "factorlab/view";
import { t } from "../../words";
import { alike, decimalsThatHold, rounded } from "./sums";

/** The texts of an update's table. */
export interface UpdateRows {
  /** The names of the known cells: of their columns for L, of their rows for U. */
  columns: string[];
  rows: { name: string; numbers: string[]; mean?: string }[];
}

/** The most cells with columns of their own. */
const MOST_COLUMNS = 60;
/** A mean that is this small a share of its largest gradient is what rounding leaves of gradients that cancel. */
const CANCELLED = 1e-9;
/** One below this share is written as a power of ten: with its zeros written out, nobody would count them. */
const NEARLY = 1e-5;

/** Writes each known cell's error, twice the other factor's entry, their product, and the mean of the products. */
export function updateRows(step: StepExplanation, labels: Labels, digits: number | null): UpdateRows {
  const shown = step.parts.slice(0, MOST_COLUMNS);
  const left = step.parts.length - shown.length;
  const more = left > 0 ? [t("… {count} more", { count: left })] : [];
  const decimals = decimalsOfTable(step, digits);
  const numbers = (value: (part: StepPart) => number, places: number): string[] => [
    ...shown.map((part) => formatNumber(value(part), places)),
    ...more.map(() => "…"),
  ];
  return {
    columns: [...shown.map(({ index }) => partName(step, index, labels)), ...more],
    rows: [
      { name: t("error"), numbers: numbers(errorOf, decimals.error) },
      { name: otherName(step), numbers: numbers(twiceOther, decimals.other) },
      {
        name: decimals.exact ? t("= gradient") : t("≈ gradient"),
        numbers: numbers(gradientOf, decimals.gradient),
        mean: meanText(step, digits),
      },
    ],
  };
}

/** Whether the gradients of an update cancel, so that it moves nothing though none of them is zero. */
export function cancels(step: StepExplanation): boolean {
  return isShare(step, CANCELLED);
}

/** Whether the gradients of an update cancel but for a rest that is too small to be written out beside them. */
export function nearlyCancels(step: StepExplanation): boolean {
  return !cancels(step) && isShare(step, NEARLY);
}

/** Whether the mean gradient is at most a share of the largest. */
function isShare({ parts, mean }: StepExplanation, share: number): boolean {
  const largest = parts.reduce((most, { gradient }) => Math.max(most, Math.abs(gradient)), 0);
  return largest > 0 && Math.abs(mean) <= share * largest;
}

/** The mean gradient as the table shows it. */
export function meanText(step: StepExplanation, digits: number | null): string {
  if (cancels(step)) return "0";
  if (!nearlyCancels(step)) return formatNumber(step.mean, meanDecimals(step, digits));
  return (step.mean < 0 ? "−" : "") + formatLoss(Math.abs(step.mean));
}

/** The decimals of the mean gradient. */
export function meanDecimals({ mean }: StepExplanation, digits: number | null): number {
  return decimalsOfUpdate([mean], digits) + 1;
}

interface TableDecimals {
  error: number;
  other: number;
  gradient: number;
  /** Whether the shown numbers give the shown products, and these the shown mean. */
  exact: boolean;
}

/** Takes as many decimals as it takes to get from the shown numbers to the shown products and their mean. */
function decimalsOfTable(step: StepExplanation, digits: number | null): TableDecimals {
  const { parts } = step;
  const base = {
    error: decimalsOfUpdate(parts.map(errorOf), digits),
    other: decimalsOfUpdate(parts.map(twiceOther), digits),
    gradient: decimalsOfUpdate(parts.map(gradientOf), digits),
  };
  const last = meanDecimals(step, digits);
  const toMean = decimalsThatHold(base.gradient, (places) => {
    const mean = parts.reduce((sum, part) => sum + rounded(part.gradient, places), 0) / parts.length;
    return cancels(step) || nearlyCancels(step) || alike(mean, step.mean, last);
  });
  const gradient = toMean ?? base.gradient;
  const more = decimalsThatHold(0, (extra) =>
    parts.every((part) => {
      const product = rounded(part.error, base.error + extra) * rounded(twiceOther(part), base.other + extra);
      return alike(product, part.gradient, gradient);
    }),
  );
  const exact = toMean !== null && more !== null;
  return { error: base.error + (more ?? 0), other: base.other + (more ?? 0), gradient, exact };
}

const errorOf = ({ error }: StepPart): number => error;
const twiceOther = ({ other }: StepPart): number => 2 * other;
const gradientOf = ({ gradient }: StepPart): number => gradient;

function partName({ factor }: StepExplanation, index: number, labels: Labels): string {
  if (factor === "L") return labels.columns?.[index] ?? t("column {column}", { column: index });
  return labels.rows?.[index] ?? t("row {row}", { row: index });
}

function otherName({ factor, row, column }: StepExplanation): string {
  return factor === "L"
    ? t("× 2 × U[{feature}, column]", { feature: column })
    : t("× 2 × L[row, {feature}]", { feature: row });
}

/** One decimal more than a cell has, and more if all numbers are small: in late iterations they would all be 0.000. */
function decimalsOfUpdate(values: readonly number[], digits: number | null): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const needed = largest > 0 && largest < Infinity ? 1 - Math.floor(Math.log10(largest)) : 0;
  return Math.min(9, Math.max((digits ?? 2) + 1, needed));
}
