/**
 * What `Math.max(...list)` and `list.push(...more)` do for short lists, for lists of any length: a hundred thousand
 * arguments overflow the stack. A rule of the linter keeps lists out of arguments.
 */

/** The largest number of a list and `least`; NaN where one is NaN. @default −Infinity, so that an empty list has it */
export function largest(values: Iterable<number>, least: number = -Infinity): number {
  let most = least;
  for (const value of values) most = Math.max(most, value);
  return most;
}

/** The smallest number of a list; NaN where one is NaN, Infinity for an empty list. */
export function smallest(values: Iterable<number>): number {
  let least = Infinity;
  for (const value of values) least = Math.min(least, value);
  return least;
}

/** Appends all of `more` to a list. */
export function append<Value>(list: Value[], more: Iterable<Value>): void {
  for (const value of more) list.push(value);
}

/** The text of UTF-16 code units, or of bytes of Latin-1. */
export function textOfCodes(codes: Iterable<number>): string {
  let text = "";
  for (const code of codes) text += String.fromCharCode(code);
  return text;
}

/**
 * Whether all are finite. Fast, since it runs over up to millions of numbers that come in, and after every epoch: not a
 * function within another, whose code the engine would make anew each time.
 */
export function allFinite(values: Float64Array): boolean {
  let sum = 0;
  // x·0 is NaN unless x is finite.
  for (let k = 0; k < values.length; k++) sum += values[k] * 0;
  return sum === 0;
}
