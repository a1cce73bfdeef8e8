/** Describes what a cell threw, as Jupyter's `error` message. */
import { append } from "../../lists";
import { FactorlabError } from "../../errors";
import { attempt, inspectValue } from "../text/inspect-value";
import { wellFormed } from "../text/well-formed";
import { readFrames } from "./stack";
import { excerpts } from "./excerpt";
import { red } from "./terminal-colour";

/** The content of an `error` message and of its reply. */
export interface ErrorMessage {
  ename: string;
  evalue: string;
  traceback: string[];
}

const deepestCause = 8;
const mostErrors = 10;

/** Describes any thrown value; never throws itself, whatever the value's getters and proxies do. */
export function errorMessage(thrown: unknown): ErrorMessage {
  const { name, message } = headline(thrown);
  return { ename: name, evalue: message, traceback: describeThrown(thrown, new Set()) };
}

/** The message of an interrupted cell, with an optional note for the user. */
export function interruptMessage(note?: string): ErrorMessage {
  const [ename, evalue] = ["KeyboardInterrupt", "the cell was interrupted"];
  const traceback = [`${red(ename)}: ${evalue}`];
  if (note !== undefined) traceback.push(note);
  return { ename, evalue, traceback };
}

function describeThrown(thrown: unknown, seen: Set<unknown>): string[] {
  const { name, message } = headline(thrown);
  const lines = `${red(name)}${message === "" ? "" : `: ${message}`}`.split("\n");
  if (!isErrorLike(thrown) || seen.has(thrown)) return lines;
  const isFirst = seen.size === 0;
  seen.add(thrown);
  const isDeliberate = attempt(() => thrown instanceof FactorlabError, false);
  const frames = readFrames(wellFormed(textProperty(thrown, "stack") ?? ""), isDeliberate);
  append(lines, [...frames.map(({ text }) => text), ...(isFirst ? excerpts(frames) : [])]);
  if (seen.size <= deepestCause) append(lines, describeParts(thrown, seen));
  return lines;
}

function describeParts(error: object, seen: Set<unknown>): string[] {
  const lines: string[] = [];
  const errors = attempt(() => Reflect.get(error, "errors") as unknown, undefined);
  if (Array.isArray(errors)) {
    const shown = attempt(() => errors.slice(0, mostErrors) as unknown[], []);
    shown.forEach((each, index) => append(lines, indent(`[${index + 1}] `, describeThrown(each, seen))));
    const omitted = errors.length - shown.length;
    if (omitted > 0) lines.push(`    … ${omitted} more errors`);
  }
  if (attempt(() => "cause" in error, false)) {
    const cause = attempt(() => Reflect.get(error, "cause") as unknown, undefined);
    if (cause !== undefined) append(lines, indent("Caused by ", describeThrown(cause, seen)));
  }
  return lines;
}

function indent(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === 0 ? `  ${label}${line}` : `  ${line}`));
}

function headline(thrown: unknown): { name: string; message: string } {
  if (!isErrorLike(thrown)) return { name: "ThrownValue", message: inspectValue(thrown) };
  return { name: errorName(thrown), message: wellFormed(textProperty(thrown, "message") ?? "") };
}

/** Errors of other realms count as well, so the shape decides and not the class. */
function isErrorLike(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (attempt(() => value instanceof Error, false)) return true;
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
