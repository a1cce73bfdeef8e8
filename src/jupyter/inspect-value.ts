import { inspect } from "node:util";
import { wellFormed } from "./send-queue";

/** Runs `read`, or gives `fallback` when a hostile getter, proxy or method throws. */
export function attempt<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}

/** A value as Node's REPL shows it; never throws. */
export function inspectValue(value: unknown): string {
  return attempt(() => wellFormed(inspect(value)), "[a value that cannot be inspected]");
}

/** A value in at most one short line, for the text of an error. */
export function describeValue(value: unknown): string {
  const text = attempt(
    () => inspect(value, { depth: 0, breakLength: Infinity, maxStringLength: 60 }),
    typeof value,
  );
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
