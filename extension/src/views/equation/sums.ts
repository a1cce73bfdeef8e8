import { formatNumber, numberShown } from "factorlab/view";

/** More decimals than this are no longer read; what still does not add up then is written with "≈". */
const MORE_DECIMALS = 4;

/**
 * Finds the fewest decimals, from `least` on, with which the shown numbers give the shown result.
 * @returns null if up to `more` additional ones do not.
 */
export function decimalsThatHold(
  least: number,
  holds: (decimals: number) => boolean,
  more: number = MORE_DECIMALS,
): number | null {
  for (let decimals = least; decimals <= least + more; decimals++) {
    if (holds(decimals)) return decimals;
  }
  return null;
}

/** The number that is on the screen where `value` is written with `decimals`. */
export function rounded(value: number, decimals: number): number {
  return numberShown(formatNumber(value, decimals));
}

/** Whether two numbers are written alike. */
export function alike(a: number, b: number, decimals: number): boolean {
  return formatNumber(a, decimals) === formatNumber(b, decimals);
}
