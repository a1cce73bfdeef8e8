/** Describes what a cell threw, as Jupyter's `error` message. */
import { append } from "../../lists";
import { inUsersNames } from "../language/variable-names";
import { platform } from "../platform/platform";
import { attempt, inspectValue } from "../text/inspect-value";
import { wellFormed } from "../text/well-formed";
import { framesOf } from "./form-stacks";
import type { StackFrame } from "./stack";
import { excerpts } from "./excerpt";
import { red } from "./terminal-colour";

/** The content of an `error` message and of its reply. */
export interface ErrorMessage {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** What a description has told so far. */
interface Telling {
  described: Set<unknown>;
  /** Whether it has shown lines of the user's code: one place is enough. */
  hasExcerpt: boolean;
}

const deepestCause = 8;
const mostErrors = 10;

/** Describes any thrown value; never throws itself, whatever the value's getters and proxies do. */
export function errorMessage(thrown: unknown): ErrorMessage {
  const { name, message } = headline(thrown);
  const traceback = describeThrown(thrown, { described: new Set(), hasExcerpt: false });
  return { ename: name, evalue: message, traceback };
}

/** The message of an interrupted cell, with an optional note for the user. */
export function interruptMessage(note?: string): ErrorMessage {
  const [ename, evalue] = ["KeyboardInterrupt", "the cell was interrupted"];
  const traceback = [`${red(ename)}: ${evalue}`];
  if (note !== undefined) traceback.push(note);
  return { ename, evalue, traceback };
}

function describeThrown(thrown: unknown, telling: Telling): string[] {
  const { name, message } = headline(thrown);
  const lines = `${red(name)}${message === "" ? "" : `: ${message}`}`.split("\n");
  if (!isErrorLike(thrown) || telling.described.has(thrown)) return lines;
  telling.described.add(thrown);
  const frames = shownFrames(thrown);
  const excerpt = telling.hasExcerpt ? [] : excerpts(frames);
  telling.hasExcerpt ||= excerpt.length > 0;
  append(lines, [...frames.map(({ text }) => text), ...excerpt]);
  if (telling.described.size <= deepestCause) append(lines, describeParts(thrown, telling));
  return lines;
}

/** The frames of an error; of those of an endless recursion, the first. */
function shownFrames(error: object): StackFrame[] {
  const stack = attempt(() => Reflect.get(error, "stack") as unknown, undefined);
  const frames = framesOf(error, stack);
  return frames
    .filter(({ text }, index) => text !== frames[index - 1]?.text)
    .map((frame) => ({ ...frame, text: wellFormed(frame.text) }));
}

function describeParts(error: object, telling: Telling): string[] {
  const lines: string[] = [];
  const errors = attempt(() => Reflect.get(error, "errors") as unknown, undefined);
  if (Array.isArray(errors)) {
    const shown = attempt(() => errors.slice(0, mostErrors) as unknown[], []);
    shown.forEach((each, index) => append(lines, indent(`[${index + 1}] `, describeThrown(each, telling))));
    const omitted = errors.length - shown.length;
    if (omitted > 0) lines.push(`    … ${omitted} more errors`);
  }
  if (attempt(() => "cause" in error, false)) {
    const cause = attempt(() => Reflect.get(error, "cause") as unknown, undefined);
    if (cause !== undefined) append(lines, indent("Caused by ", describeThrown(cause, telling)));
  }
  return lines;
}

function indent(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === 0 ? `  ${label}${line}` : `  ${line}`));
}

function headline(thrown: unknown): { name: string; message: string } {
  if (!isErrorLike(thrown)) return { name: "ThrownValue", message: inspectValue(thrown) };
  return {
    name: errorName(thrown),
    message: wellFormed(inUsersNames(textProperty(thrown, "message") ?? "")),
  };
}

/** Errors of other realms count as well, so the shape decides and not the class. */
function isErrorLike(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (platform.values.isNativeError(value)) return true;
  return textProperty(value, "message") !== undefined && textProperty(value, "stack") !== undefined;
}

function errorName(error: object): string {
  const name = wellFormed(textProperty(error, "name") ?? "Error").replace(/\s+/g, " ");
  if (name !== "Error" && name !== "") return name;
  const constructorName = attempt(() => (error.constructor as { name: unknown }).name, undefined);
  return typeof constructorName === "string" && constructorName !== "" ? constructorName : "Error";
}

function textProperty(value: object, key: string): string | undefined {
  const text = attempt(() => Reflect.get(value, key) as unknown, undefined);
  return typeof text === "string" ? text : undefined;
}
