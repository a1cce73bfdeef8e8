import { formatNumber } from "factorlab/view";
import type { Labels, StepExplanation } from "factorlab/view";
import { t } from "../../words";

/** The texts of an update's table. */
export interface UpdateRows {
  /** The names of the known cells: of their columns for L, of their rows for U. */
  columns: string[];
  rows: { name: string; numbers: string[]; mean?: string }[];
}

/** The most cells with columns of their own. */
const MOST_COLUMNS = 60;

/** Writes each known cell's error, twice the other factor's entry, their product, and the mean of the products. */
export function updateRows(step: StepExplanation, labels: Labels, digits: number | null): UpdateRows {
  const shown = step.parts.slice(0, MOST_COLUMNS);
  const left = step.parts.length - shown.length;
  const more = left > 0 ? [t("… {count} more", { count: left })] : [];
  const numbers = (values: readonly number[]): string[] => {
    const decimals = decimalsOfUpdate(values, digits);
    return [...values.map((value) => formatNumber(value, decimals)), ...more.map(() => "…")];
  };
  const meanDecimals = decimalsOfUpdate([step.mean], digits) + 1;
  return {
    columns: [...shown.map(({ index }) => partName(step, index, labels)), ...more],
    rows: [
      { name: t("error"), numbers: numbers(shown.map(({ error }) => error)) },
      { name: otherName(step), numbers: numbers(shown.map(({ other }) => 2 * other)) },
      {
        name: t("= gradient"),
        numbers: numbers(shown.map(({ gradient }) => gradient)),
        mean: formatNumber(step.mean, meanDecimals),
      },
    ],
  };
}

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
  const needed = largest > 0 ? 1 - Math.floor(Math.log10(largest)) : 0;
  return Math.min(9, Math.max((digits ?? 2) + 1, needed));
}
