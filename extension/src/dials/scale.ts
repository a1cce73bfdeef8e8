import { knownValues, largest } from "factorlab/view";
import type { CellsPayload } from "factorlab/view";

/** How far a dial turns. */
export interface DialScale {
  /** One press of an arrow key, or one pixel of a drag. */
  readonly step: number;
  /** The number at the end of a dial's bar; numbers may be larger. */
  readonly reach: number;
  /** The decimals of the numbers. */
  readonly decimals: number;
}

/** With a fine step a number is turned by this share of a step. */
export const FINE = 0.1;
/** With a coarse step it is turned by so many steps. */
export const COARSE = 10;

/** A scale for numbers that give the data when `features` products of two are added. */
export function dialScale(data: CellsPayload, features: number): DialScale {
  const size = Math.sqrt(largest(knownValues(data).map(Math.abs), 0) / features) || 1;
  const step = roundBelow(size / 60);
  return {
    step,
    reach: 100 * step,
    decimals: Math.max(0, Math.min(9, -Math.floor(Math.log10(step) + 1e-9))),
  };
}

/** The largest of 1, 2 and 5 times a power of ten that is not above a number. */
function roundBelow(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([5, 2, 1].find((digit) => digit * power <= most) ?? 1);
}

/** A number on the grid of fine steps, so that what is turned has few digits. */
export function onGrid(value: number, { step }: DialScale): number {
  const fine = step * FINE;
  const rounded = Number((Math.round(value / fine) * fine).toPrecision(12));
  return Number.isFinite(rounded) ? rounded + 0 : value;
}
