/** The user's own names, and those that the compiled code has in their place. */
import { platform } from "../platform/platform";
import { runtimeNames } from "./runtime-names";

const { box, checks, dynamicImport, meta, source } = runtimeNames;
/** The property in which a box holds its value; no other object has one of this name. */
export const boxProperty = "__value";
const constant = "__constant";
const name = "[\\p{ID_Continue}$]+";
const access = `(?:${box}_|${constant}_)?(${name})\\.${boxProperty}|${source}_(${name})\\.${name}`;
/** A variable; a function is called as `(0, __box_f.__value)()`. */
const variables = new RegExp(`\\(0 ?, (?:${access})\\)|${access}`, "gu");
/** What V8 writes for a call in a message. */
const calls = new RegExp(`(?:${checks}\\.\\w+|${dynamicImport})\\(\\.\\.\\.\\)`, "g");
const metaProperty = new RegExp(`\\b${meta}\\b`, "g");

/** The name of the constant that holds a variable's box. */
export function boxName(name: string): string {
  return `${box}_${name}`;
}

/** The name of the object through which a cell assigns to a constant, and is refused. */
export function constantName(name: string): string {
  return `${constant}_${name}`;
}

/** The name of the object that has the export which a cell imports under a name. */
export function sourceName(local: string): string {
  return `${source}_${local}`;
}

/** A message of V8's, or a line of a stack, with the user's names: `x is not a function`. */
export function inUsersNames(text: string): string {
  if (!text.includes("__")) return text;
  return text
    .replace(variables, (_access, ...names: (string | undefined)[]) => names.slice(0, 4).find(Boolean) ?? "")
    .replace(calls, "(intermediate value)")
    .replace(metaProperty, "import.meta");
}

/** Writes the user's names into the message of an error that V8 has thrown. */
export function nameVariables(error: unknown): void {
  try {
    if (!platform.values.isNativeError(error)) return;
    const message: unknown = Object.getOwnPropertyDescriptor(error, "message")?.value;
    if (typeof message !== "string") return;
    const named = inUsersNames(message);
    if (named !== message) Reflect.set(error, "message", named);
  } catch {
    // Where the call stack is full, the error that says so must not be replaced by another.
  }
}
