/** What calls return that have made an output themselves: as a cell's last expression, it is not shown once more. */
import { attempt } from "../text/inspect-value";

/** The library marks its own so. */
const outputSymbol = Symbol.for("factorlab.output");

/** Marks a value; nobody sees it in its text. */
export function markOutput<Value extends object>(value: Value): Value {
  return Object.defineProperty(value, outputSymbol, { value: true });
}

/** Whether a value only stands for an output. */
export function isOutput(value: unknown): boolean {
  return attempt(() => Reflect.get(Object(value) as object, outputSymbol) === true, false);
}
