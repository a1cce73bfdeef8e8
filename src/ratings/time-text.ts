/** Dates and times as ISO 8601 writes them: a day, perhaps a time behind T or a space, perhaps a zone. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(Z|UTC|[+-]\d{2}(?::?\d{2})?))?)?$/i;

/** What errors expect of a time. */
export const A_TIME = "seconds since 1970, or a date such as 2005-09-06T12:30:00Z";

/** Seconds since 1970 of a date in ISO 8601, in UTC where it names no zone; NaN for any other text. */
export function secondsOfText(text: string): number {
  const found = ISO.exec(text.trim());
  if (found === null) return NaN;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const days = daysSince1970(year, month, day);
  if (Number.isNaN(days) || hour > 23 || minute > 59 || second > 60) return NaN;
  const fraction = found[7] === undefined ? 0 : Number(`0.${found[7]}`);
  return 86400 * days + 3600 * hour + 60 * minute + second + fraction - zoneSeconds(found[8]);
}

/** The days of a common year before each month. */
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/** The days from 1970 on to a day of the Gregorian calendar; NaN where there is no such day. */
function daysSince1970(year: number, month: number, day: number): number {
  if (month < 1 || month > 12) return NaN;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const leapDay = isLeap && month === 2 ? 1 : 0;
  if (day < 1 || day > DAYS_BEFORE[month] - DAYS_BEFORE[month - 1] + leapDay) return NaN;
  // Leap days of the years before, and of this one.
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 477;
  return 365 * (year - 1970) + leaps + (isLeap && month > 2 ? 1 : 0) + DAYS_BEFORE[month - 1] + day - 1;
}

function zoneSeconds(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? "") ?? [];
  const seconds = 3600 * Number(hours ?? 0) + 60 * Number(minutes ?? 0);
  return sign === "-" ? -seconds : seconds;
}

/** In which unit times were given. */
export type TimeUnit = "seconds" | "milliseconds" | "microseconds" | "nanoseconds";

/** From so large a number on, times are in this unit, of which a second has so many: 10¹¹ s would be the year 5138. */
const UNITS: readonly (readonly [unit: TimeUnit, from: number, perSecond: number])[] = [
  ["nanoseconds", 1e17, 1e9],
  ["microseconds", 1e14, 1e6],
  ["milliseconds", 1e11, 1e3],
];

/** Turns times in place into seconds. @returns the unit in which they were, by the size of the largest. */
export function toSeconds(times: Float64Array): TimeUnit {
  let largest = 0;
  for (let k = 0; k < times.length; k++) largest = Math.max(largest, Math.abs(times[k]));
  const found = UNITS.find(([, from]) => largest >= from);
  if (found === undefined) return "seconds";
  const [unit, , perSecond] = found;
  for (let k = 0; k < times.length; k++) times[k] /= perSecond;
  return unit;
}

/** Numbers from here on may be seconds since 1970: those of 3 March 1973. */
const FIRST_TIME = 1e8;

/** Whether a text looks like a time that somebody rated at, and not like a rating. */
export function looksLikeTime(text: string): boolean {
  return Number(text) >= FIRST_TIME || !Number.isNaN(secondsOfText(text));
}
