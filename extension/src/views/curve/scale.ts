import { linearFloor } from "factorlab/view";
import { localNumber } from "../../words";

/** One axis of a plot: the positions of values on it, and its ticks. */
export interface Scale {
  /** From 0, the left or lower edge, to 1; NaN for a value without a position, such as zero on a logarithmic axis. */
  share: (value: number) => number;
  /** The value at a share. */
  value: (share: number) => number;
  ticks: readonly Tick[];
}

export interface Tick {
  value: number;
  label: string;
}

const MOST_TICKS = 5;
/** The share of the axis that stays free above the highest point and below the lowest one. */
const EDGE_SHARE = 0.04;
/** On an axis of iterations, a power of ten this close to the end gets no label, as the end has one. */
const CLOSE = 0.07;
/** Smaller numbers have fewer digits, so that their powers of ten are inexact. */
const LEAST_EXACT = 2 ** -1022;
/** The longest powers of ten that are written out: 0.001 and 1,000. */
const LONGEST_POWER = 3;
/** How many characters fit at the right edge of a plot. */
const ROOM = 7;

/**
 * The scale of losses: logarithmic from just below the least positive loss, or linear, from zero or, where that would
 * leave most of it empty, from just below the least loss.
 */
export function lossScale(values: readonly number[], log: boolean): Scale {
  const levels = values.map((value) => (log ? Math.log10(value) : value)).filter(Number.isFinite);
  const most = levels.reduce((a, b) => Math.max(a, b), log ? -Infinity : 0);
  if (!log) return linear(linearFloor(levels), most || 1);
  const least = levels.reduce((a, b) => Math.min(a, b), Infinity);
  // Without any positive loss, or with a single one, the axis is one decade long.
  if (most > least) return decades(least, most);
  const only = Number.isFinite(most) ? most : 0;
  return decades(only - 0.5, only + 0.5);
}

/** Makes a logarithmic scale; `least` and `most` are exponents of ten. */
function decades(least: number, most: number): Scale {
  const step = Math.ceil((most - least) / (MOST_TICKS - 1));
  const edge = EDGE_SHARE * (most - least);
  // The axis begins at the grid line below the curve if that is close.
  const line = step * Math.floor(least / step);
  const low = least - line < 3 * edge ? line : least - edge;
  const high = most + edge;
  const share = (loss: number): number => {
    const at = (Math.log10(loss) - low) / (high - low);
    return Number.isFinite(at) ? at : NaN;
  };
  const all = whole(low, high, step);
  const powers = powerTicks(all)
    // Drops ticks above the largest number, and below the smallest one with all its digits.
    .filter(({ value }) => value >= LEAST_EXACT && Number.isFinite(value));
  const value = (at: number): number => 10 ** (low + at * (high - low));
  return { share, value, ticks: all.length > 1 ? powers : ticksBetween(low, high) };
}

/** Ticks for an axis that is too short for two powers of ten. */
export function ticksBetween(low: number, high: number): Tick[] {
  return whole(Math.floor(low), high, 1).flatMap((power) =>
    [1, 2, 5]
      .map((digit) => digit * 10 ** power)
      .filter((value) => value >= LEAST_EXACT && Math.log10(value) >= low && Math.log10(value) <= high)
      .map((value) => ({ value, label: localNumber(String(Number(value.toPrecision(1)))) })),
  );
}

/** The multiples of `step` from `low` to `high`. */
export function whole(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  return Array.from({ length: count }, (_, k) => (first + k) * step);
}

function linear(low: number, most: number): Scale {
  const range = most - low;
  const high = Math.min(Number.MAX_VALUE, most + EDGE_SHARE * range);
  const step = linearStep(low, high, range);
  // As many decimals as two ticks need to differ; a step of 2.5 has one of its own.
  const power = Math.floor(Math.log10(step));
  const own = Math.round((10 * step) / 10 ** power) === 25 ? 1 : 0;
  const decimals = Math.max(0, own - power);
  const label = (tick: number): string =>
    localNumber(high >= 1e6 || decimals > 4 ? String(Number(tick.toPrecision(2))) : tick.toFixed(decimals));
  const ticks = whole(low, high, step).map((value) => ({ value, label: label(value) }));
  const value = (share: number): number => low + share * (high - low);
  return { share: (loss) => (loss - low) / (high - low), value, ticks };
}

/** A round step that gives at least three ticks, since two numbers tell little of what is between them. */
function linearStep(low: number, high: number, range: number): number {
  // Without the zero, a few more numbers say how far apart the losses are.
  const step = roundStep(range / (low > 0 ? MOST_TICKS : MOST_TICKS - 1));
  return whole(low, high, step).length < 3 ? step / 2 : step;
}

/** The smallest of 1, 2 or 5 times a power of ten that is at least `least`. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((step) => step * power >= least) ?? 10);
}

/** A linear scale of iterations from 0 to `until`. */
export function iterationScale(until: number): Scale {
  const step = Math.max(1, roundStep(until / 7));
  const ticks = whole(0, until, step).map((value) => ({ value, label: countText(value) }));
  const share = (iteration: number): number => iteration / until;
  const shown = ticks.filter(({ value, label }) => share(value) < 0.97 || label.length <= ROOM);
  return { share, value: (at) => at * until, ticks: shown };
}

/** A scale of log(1 + iteration): the first iterations, in which the loss falls most, get the most room. */
export function earlyScale(until: number): Scale {
  const end = Math.log1p(until);
  const share = (iteration: number): number => Math.log1p(iteration) / end;
  const powers = [0, ...whole(0, Math.log10(until), Math.ceil(Math.log10(until) / 6)).map((k) => 10 ** k)];
  const apart = powers.filter((value) => value < until && 1 - share(value) > CLOSE);
  const ticks = [...apart, until].map((value) => ({ value, label: countText(value) }));
  const shown = ticks.filter(({ value, label }) => value < until || label.length <= ROOM);
  return { share, value: (at) => Math.expm1(at * end), ticks: shown };
}

export function countText(value: number): string {
  return localNumber(value.toLocaleString("en-US"));
}

/** Ticks at powers of ten: numbers as people write them where all of them are short, or else powers. */
export function powerTicks(powers: readonly number[]): Tick[] {
  const short = powers.every((power) => Math.abs(power) <= LONGEST_POWER);
  return powers.map((power) => ({
    value: 10 ** power,
    label: short ? writtenOut(power) : powerOfTen(power),
  }));
}

function writtenOut(power: number): string {
  return power < 0 ? localNumber((10 ** power).toFixed(-power)) : countText(10 ** power);
}

function powerOfTen(power: number): string {
  if (power === 0 || power === 1) return String(10 ** power);
  return `10${String(power).replace(/[-\d]/g, (c) => RAISED[c])}`;
}

const RAISED: Readonly<Record<string, string>> = {
  ...{ "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴" },
  ...{ "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹" },
};
