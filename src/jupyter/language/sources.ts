/** Keeps source maps, which map positions in JavaScript to positions in the code that the user wrote. */
import { SourceMap, type SourceMapPayload } from "node:module";

/** A position in the user's code, counted from one. */
export interface SourcePosition {
  line: number;
  column: number;
}

/** Code that the kernel compiled: one run of a cell, or a file of the user's as it was when it was loaded. */
export interface Source {
  /** The source as the user knows it: `cell [3]`, or a path. */
  label: string;
  code: string;
}

/** A position in text, in the compiled code or in the user's. */
export interface Mention {
  /** Where the source's name begins in the text. */
  start: number;
  end: number;
  source: Source;
  /** Undefined for code that the compiler has added. */
  position: SourcePosition | undefined;
}

interface CompiledSource extends Source {
  /** The source map as JSON, until a position is first asked for. */
  map: string | SourceMap;
}

/** By the script's name in V8; of files, also by the end of it. */
const sources = new Map<string, CompiledSource>();
/** The latest source of each label. */
const latest = new Map<string, CompiledSource>();
let loads = 0;

/**
 * The name of a cell's code in V8, e.g. `cell[3].12`.
 * @param count The number in the cell's brackets.
 * @param run A number that no other run has.
 */
export function sourceName(count: number, run: number): string {
  return `cell[${count}].${run}`;
}

/** The name in V8 of a file that is loaded now: functions of an earlier version of the file keep their lines. */
export function fileSourceName(file: string): string {
  return `${file}?${++loads}`;
}

/** @param name The script's name in V8: the name of a cell or of a file. */
export function rememberSource(name: string, code: string, map: string): void {
  const [, count] = /^cell\[(\d+)\]\.\d+$/.exec(name) ?? [];
  const [load = ""] = /\?\d+$/.exec(name) ?? [];
  const label = count === undefined ? name.slice(0, name.length - load.length) : `cell [${count}]`;
  const source = { label, code, map };
  sources.set(name, source);
  if (load !== "") sources.set(load, source);
  latest.set(label, source);
}

/** The position in the source for a position in its JavaScript, both counted from one; undefined where unknown. */
export function originalPosition(name: string, line: number, column: number): SourcePosition | undefined {
  const source = sources.get(name);
  return source === undefined ? undefined : mapPosition(source, line, column);
}

/** The latest code under a label. */
export function latestSource(label: string): Source | undefined {
  return latest.get(label);
}

/** The positions in compiled code that a text names, in their order. */
export function compiledMentions(text: string): Mention[] {
  const mentions: Mention[] = [];
  for (const match of text.matchAll(/(cell\[\d+\]\.\d+|\?\d+):(\d+)(?::(\d+))?/g)) {
    const [whole, key, line, column = "1"] = match;
    const source = sources.get(key);
    if (source === undefined) continue;
    const start = key.startsWith("?") ? match.index - source.label.length : match.index;
    if (key.startsWith("?") && !text.startsWith(source.label, start)) continue;
    const position = mapPosition(source, Number(line), Number(column));
    mentions.push({ start, end: match.index + whole.length, source, position });
  }
  return mentions;
}

function mapPosition(source: CompiledSource, line: number, column: number): SourcePosition | undefined {
  if (typeof source.map === "string") source.map = new SourceMap(JSON.parse(source.map) as SourceMapPayload);
  const entry = source.map.findEntry(line - 1, column - 1);
  if (!("originalLine" in entry)) return undefined;
  return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}
