import { secondsOfText } from "./time-text";

/** An id from another library's table: a 64-bit integer becomes a number, or text where it is too large. */
export function plainId(value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** A number from another library's table: a 64-bit integer becomes a number. */
export function plainNumber(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

/** Seconds since 1970, from a number of seconds, a Date or a date as text; whatever is none of these stays as it is. */
export function plainSeconds(value: unknown): unknown {
  if (typeof value === "number") return value;
  if (typeof value === "string") {
    const seconds = secondsOfText(value);
    return Number.isNaN(seconds) ? value : seconds;
  }
  const time = (value as { getTime?: unknown } | null | undefined)?.getTime;
  return typeof time === "function" ? (Reflect.apply(time, value, []) as number) / 1000 : plainNumber(value);
}
