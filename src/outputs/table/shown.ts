import { formatCount } from "../progress-number";
import type { Axis } from "./grid";

/** How many rows or columns are shown: all up to a limit, else the first and the last ones. */
export interface ShownLimits {
  readonly all: number;
  readonly first: number;
  readonly last: number;
}

export const ROW_LIMITS: ShownLimits = { all: 24, first: 15, last: 5 };
export const COLUMN_LIMITS: ShownLimits = { all: 16, first: 9, last: 3 };

/** The entry among the shown positions that stands for those left out. */
export const gap = -1;

/** The positions that are shown, in order, with one {@link gap} where some are left out. */
export function shownPositions(
  { length, readable = length }: Pick<Axis, "length" | "readable">,
  limits: ShownLimits,
): number[] {
  const whole = length <= limits.all && readable >= length;
  if (whole) return range(0, length);
  if (readable < length) return [...range(0, Math.min(readable, limits.first)), gap];
  return [...range(0, limits.first), gap, ...range(length - limits.last, length)];
}

/** The positions that are shown, without the gap. */
export function sampledPositions(length: number, limits: ShownLimits): number[] {
  return shownPositions({ length }, limits).filter((position) => position !== gap);
}

/** `… 9,975 more rows` */
export function moreOf(axis: Axis, shown: readonly number[]): string {
  const count = axis.length - (shown.length - 1);
  const noun = count === 1 ? axis.noun.replace(/s$/, "") : axis.noun;
  return `… ${formatCount(count)} more${noun && ` ${noun}`}`;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}
