/** Stack traces as a person wants them: their own code and packages, in their own lines, without the machinery. */
import { dirname, sep } from "node:path";
import { originalPosition, sourceCode, type SourcePosition } from "../language/sources";

/** A place in code that the kernel compiled: a cell, or a file that a cell imports. */
export interface SourcePlace extends SourcePosition {
  /** How a person calls the source: `cell [3]`, or a path. */
  label: string;
  code: string;
}

export interface StackFrame {
  /** The frame's line, indented. */
  text: string;
  place?: SourcePlace;
}

/**
 * The name under which V8 knows a cell's code, e.g. `cell[3].12`.
 * @param count The number in the cell's brackets.
 * @param run A number that no other run has.
 */
export function sourceName(count: number, run: number): string {
  return `cell[${count}].${run}`;
}

const cellName = /^cell\[(\d+)\]\.\d+$/;
/** A frame's place: in parentheses behind a function's name, or alone. */
const placesAtEnd = [
  /\((cell\[\d+\]\.\d+|[^()]*\.[cm]?tsx?):(\d+):(\d+)\)$/,
  /\bat (?:async )?(cell\[\d+\]\.\d+|[^()]*\.[cm]?tsx?):(\d+):(\d+)$/,
];
const machinery = dirname(__dirname) + sep;
/** The library around us, whose frames say nothing where it refuses a person's input. */
const library = dirname(dirname(__dirname)) + sep;

/**
 * The frames of a stack, cleaned.
 * @param stack The text of `Error.prototype.stack`.
 * @param deliberate The library threw it on purpose: its own frames are left out as well.
 */
export function readFrames(stack: string, deliberate: boolean = false): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const line of framesOf(stack)) {
    if (isMachinery(line) || (deliberate && isLibrary(line))) continue;
    const frame = readFrame(line);
    if (frame.text !== frames.at(-1)?.text) frames.push(frame);
  }
  return frames;
}

function readFrame(line: string): StackFrame {
  const text = `    ${line.trim()}`;
  const found = placesAtEnd.map((each) => each.exec(line)).find((match) => match !== null);
  const [, name, row, column] = found ?? [];
  const code = name === undefined ? undefined : sourceCode(name);
  if (name === undefined || code === undefined) return { text };
  const label = labelOf(name);
  const original = originalPosition(name, Number(row), Number(column));
  // Code that the compiler has put in has no place of its own.
  if (original === undefined) return { text: text.replace(`${name}:${row}:${column}`, () => label) };
  const shown = `${label}:${original.line}:${original.column}`;
  return {
    text: text.replace(`${name}:${row}:${column}`, () => shown),
    place: { ...original, label, code },
  };
}

function labelOf(name: string): string {
  const count = cellName.exec(name)?.[1];
  return count === undefined ? name : `cell [${count}]`;
}

function framesOf(stack: string): string[] {
  const lines = stack.split("\n");
  let first = lines.length;
  // From the end: the message in front may itself have lines that look like frames.
  while (first > 0 && /^\s+at /.test(lines[first - 1])) first--;
  return lines.slice(first);
}

function isMachinery(line: string): boolean {
  return /\(node:|\bat (?:async )?node:/.test(line) || line.includes(machinery);
}

/** Frames of the library, and the calls without a place that its generators make. */
function isLibrary(line: string): boolean {
  return line.includes(library) || line.endsWith("(<anonymous>)");
}
