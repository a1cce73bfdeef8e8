/** Keeps source maps, which map positions in JavaScript to positions in the code that the user wrote. */
import ts from "typescript";

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
  /** The source map as JSON. */
  map: string;
  /** What the map says, once a position was asked for. */
  mappings?: readonly Mapping[];
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
  source.mappings ??= decodedMappings(source.map);
  const found = lastUpTo(source.mappings, line - 1, column - 1);
  if (found?.sourceLine === undefined || found.sourceCharacter === undefined) return undefined;
  return { line: found.sourceLine + 1, column: found.sourceCharacter + 1 };
}

/** What a source map says of one position, counted from zero. */
interface Mapping {
  generatedLine: number;
  generatedCharacter: number;
  sourceLine?: number;
  sourceCharacter?: number;
}

/** The compiler's own decoder, which its types leave out; Node's works on arrays of the cells' realm. */
const { decodeMappings } = ts as unknown as {
  decodeMappings: (mappings: string) => Iterable<Mapping>;
};

function decodedMappings(map: string): Mapping[] {
  const { mappings } = JSON.parse(map) as { mappings: string };
  return Array.from(decodeMappings(mappings));
}

/** The last mapping at a position or before it. */
function lastUpTo(mappings: readonly Mapping[], line: number, character: number): Mapping | undefined {
  let [start, end] = [0, mappings.length];
  while (start < end) {
    const middle = (start + end) >> 1;
    const { generatedLine, generatedCharacter } = mappings[middle];
    const isBehind = generatedLine > line || (generatedLine === line && generatedCharacter > character);
    if (isBehind) end = middle;
    else start = middle + 1;
  }
  return mappings[start - 1];
}
