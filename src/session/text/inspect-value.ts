import { attempt } from "../../outputs/attempt";
import { plainText } from "../../outputs/plain-text";
import { platform } from "../platform/platform";
import { wellFormed } from "./well-formed";

export { attempt };

/** A value as Node's REPL shows it, shortened where it is long; never throws, and is fast for any value. */
export function inspectValue(value: unknown): string {
  return wellFormed(plainText(value));
}

/** A value in one short line, for the text of an error. */
export function briefInspection(value: unknown): string {
  const text = attempt(
    () => platform.values.inspect(value, { depth: 0, breakLength: Infinity, maxStringLength: 60 }),
    typeof value,
  );
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
