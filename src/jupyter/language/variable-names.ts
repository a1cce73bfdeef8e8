/** The names of shared variables: the user's own, and those that the compiled code has for their boxes. */
import { types } from "node:util";
import { runtimeNames } from "./runtime-names";

const prefix = `${runtimeNames.box}_`;
const access = `${prefix}([\\p{ID_Continue}$]+)\\.value`;
/** A variable in the compiled code; a function is called as `(0, __box_f.value)()`. */
const accesses = new RegExp(`\\(0 ?, ${access}\\)|${access}`, "gu");

/** The name of the constant that holds a variable's box. */
export function boxName(name: string): string {
  return prefix + name;
}

/** A text with the user's names of variables in place of those of their boxes. */
export function withoutBoxes(text: string): string {
  if (!text.includes(prefix)) return text;
  return text.replace(accesses, (_access, called?: string, name?: string) => called ?? name ?? "");
}

/** Writes the user's names of variables into a message of V8's, such as "x is not a function". */
export function nameVariables(error: unknown): void {
  if (!types.isNativeError(error)) return;
  const message: unknown = Object.getOwnPropertyDescriptor(error, "message")?.value;
  if (typeof message === "string" && message.includes(prefix))
    Reflect.set(error, "message", withoutBoxes(message));
}
