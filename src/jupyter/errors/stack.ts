/** Stack traces with the user's own code and packages, at their original lines, without the kernel's own frames. */
import { dirname, sep } from "node:path";
import { originalPosition, sourceCode, type SourcePosition } from "../language/sources";

/** A position in code that the kernel compiled: a cell, or a file that a cell imports. */
export interface SourceLocation extends SourcePosition {
  /** The source as the user knows it: `cell [3]`, or a path. */
  label: string;
  code: string;
}

export interface StackFrame {
  /** The frame's line, indented. */
  text: string;
  location?: SourceLocation;
}

/**
 * The name of a cell's code in V8, e.g. `cell[3].12`.
 * @param count The number in the cell's brackets.
 * @param run A number that no other run has.
 */
export function sourceName(count: number, run: number): string {
  return `cell[${count}].${run}`;
}

const cellName = /^cell\[(\d+)\]\.\d+$/;
/** A frame's position: in parentheses after a function's name, or alone. */
const framePositions = [
  /\((cell\[\d+\]\.\d+|[^()]*\.[cm]?tsx?):(\d+):(\d+)\)$/,
  /\bat (?:async )?(cell\[\d+\]\.\d+|[^()]*\.[cm]?tsx?):(\d+):(\d+)$/,
];
const kernelFolder = dirname(__dirname) + sep;
/** The library's folder; its frames say nothing where the library refuses the user's input. */
const libraryFolder = dirname(dirname(__dirname)) + sep;

/**
 * The frames of a stack, cleaned.
 * @param stack The text of `Error.prototype.stack`.
 * @param deliberate Whether the library threw the error on purpose; then its own frames are left out as well.
 */
export function readFrames(stack: string, deliberate: boolean = false): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const line of framesOf(stack)) {
    if (isKernelFrame(line) || (deliberate && isLibraryFrame(line))) continue;
    const frame = readFrame(line);
    if (frame.text !== frames.at(-1)?.text) frames.push(frame);
  }
  return frames;
}

function readFrame(line: string): StackFrame {
  const text = `    ${line.trim()}`;
  const found = framePositions.map((each) => each.exec(line)).find((match) => match !== null);
  const [, name, row, column] = found ?? [];
  const code = name === undefined ? undefined : sourceCode(name);
  if (name === undefined || code === undefined) return { text };
  const label = labelOf(name);
  const original = originalPosition(name, Number(row), Number(column));
  // Code that the compiler has added has no position in the source.
  if (original === undefined) return { text: text.replace(`${name}:${row}:${column}`, () => label) };
  const shown = `${label}:${original.line}:${original.column}`;
  return {
    text: text.replace(`${name}:${row}:${column}`, () => shown),
    location: { ...original, label, code },
  };
}

function labelOf(name: string): string {
  const count = cellName.exec(name)?.[1];
  return count === undefined ? name : `cell [${count}]`;
}

function framesOf(stack: string): string[] {
  const lines = stack.split("\n");
  let first = lines.length;
  // Searches from the end, because the message in front may have lines that look like frames.
  while (first > 0 && /^\s+at /.test(lines[first - 1])) first--;
  return lines.slice(first);
}

function isKernelFrame(line: string): boolean {
  return /\(node:|\bat (?:async )?node:/.test(line) || line.includes(kernelFolder);
}

/** Whether a frame is the library's own, or one of the calls without a position that its generators make. */
function isLibraryFrame(line: string): boolean {
  return line.includes(libraryFolder) || line.endsWith("(<anonymous>)");
}
