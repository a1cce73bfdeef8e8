/**
 * The frames of a stack as the user knows them: their own code and packages, at the lines that they wrote. Frames of
 * the kernel, of Node itself and of code that the compiler has added are left out, everywhere.
 */
import {
  compiledMentions,
  latestSource,
  type Mention,
  type Source,
  type SourcePosition,
} from "../language/sources";
import { inUsersNames } from "../language/variable-names";
import { platform } from "../platform/platform";

/** A position in code that the kernel compiled: a cell, or a file that a cell imports. */
export interface SourceLocation extends Source, SourcePosition {}

export interface StackFrame {
  /** The frame's line, indented. */
  text: string;
  location?: SourceLocation;
}

/**
 * The frames in the text of a stack.
 * @param deliberate Whether the library threw the error on purpose; then its own frames are left out as well.
 */
export function readFrames(stack: string, deliberate: boolean = false): StackFrame[] {
  const frames = cleanFrames(frameLines(platform.stacks.inForm(stack)), deliberate).filter(
    (frame) => frame !== undefined,
  );
  const broken = brokenLine(stack);
  return broken === undefined ? frames : [broken, ...frames];
}

/** The place of a syntax error, which Node writes in front of a stack, with the line and marks under the mistake. */
function brokenLine(stack: string): StackFrame | undefined {
  const [, label, row, text, indentation = ""] =
    /^(.+):(\d+)\n(.*)\n( *)\^+\s*\nSyntaxError\b/.exec(stack) ?? [];
  if (label === undefined) return undefined;
  const [line, column] = [Number(row), indentation.length + 1];
  const file = platform.stacks.textOf(label);
  const code = [file, latestSource(label)?.code].find((each) => each?.split(/\r?\n/)[line - 1] === text);
  const location = code === undefined ? undefined : { label, code, line, column };
  return { text: `    at ${label}:${line}:${column}`, location };
}

/**
 * The frames for V8's lines of them, from the innermost to the outermost; undefined for those that are left out. Reads
 * its own lines again as they are.
 */
export function cleanFrames(
  lines: readonly string[],
  deliberate: boolean = false,
): (StackFrame | undefined)[] {
  const frames = new Array<StackFrame | undefined>(lines.length);
  const { stacks } = platform;
  let isCallerOurs = false;
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    // What has no file, such as `Array.map`, goes with the code that has called it.
    if (isCallerOurs && /\(?<anonymous>\)?$/.test(line)) continue;
    isCallerOurs = stacks.isKernelFrame(line) || (deliberate && stacks.isLibraryFrame(line));
    if (isCallerOurs) continue;
    frames[index] = readFrame(`    ${line.trim()}`);
    isCallerOurs = frames[index] === undefined;
  }
  return frames;
}

const mostCompiledFrames = 1000;
/** The frames of lines that were read before, where they are in compiled code. */
const compiledFrames = new Map<string, StackFrame | undefined>();

/** A text with the user's positions and names in place of those of the compiled code. */
export function inUsersWords(text: string, mentions: readonly Mention[] = compiledMentions(text)): string {
  let [written, end] = ["", 0];
  for (const { start, end: next, source, position } of mentions) {
    written += text.slice(end, start) + source.label;
    if (position !== undefined) written += `:${position.line}:${position.column}`;
    end = next;
  }
  return inUsersNames(written + text.slice(end));
}

/** The frame of a line, or undefined for code that the compiler has added. */
function readFrame(line: string): StackFrame | undefined {
  if (compiledFrames.has(line)) return compiledFrames.get(line);
  const mentions = compiledMentions(line);
  if (mentions.length === 0) return { text: line, location: writtenLocation(line) };
  const frame = compiledFrame(line, mentions);
  // A program forms the same stacks again and again.
  if (compiledFrames.size >= mostCompiledFrames) compiledFrames.clear();
  compiledFrames.set(line, frame);
  return frame;
}

function compiledFrame(line: string, mentions: readonly Mention[]): StackFrame | undefined {
  const text = inUsersWords(line, mentions);
  const { end, source, position } = mentions[mentions.length - 1];
  // In the frame of an `eval`, the position of the call stands before its own.
  if (end < line.length - 1) return { text };
  if (position === undefined) return undefined;
  return { text, location: { label: source.label, code: source.code, ...position } };
}

/** The location that a frame names by the user's own names. */
function writtenLocation(line: string): SourceLocation | undefined {
  for (const form of [/ \((.+):(\d+):(\d+)\)$/, /\bat (?:async )?(.+):(\d+):(\d+)$/]) {
    const [, label = "", row, column] = form.exec(line) ?? [];
    const source = latestSource(label);
    if (source === undefined) continue;
    return { label, code: source.code, line: Number(row), column: Number(column) };
  }
  return undefined;
}

function frameLines(stack: string): string[] {
  const lines = stack.split("\n");
  let first = lines.length;
  // Searches from the end, because the message in front may have lines that look like frames.
  while (first > 0 && /^\s+at /.test(lines[first - 1])) first--;
  return lines.slice(first);
}
