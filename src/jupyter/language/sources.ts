/** Keeps source maps, which map positions in JavaScript to positions in the code that the user wrote. */
import { SourceMap, type SourceMapPayload } from "node:module";

/** A position in the user's code, counted from one. */
export interface SourcePosition {
  line: number;
  column: number;
}

interface CompiledSource {
  code: string;
  map: SourceMap;
}

const sources = new Map<string, CompiledSource>();

/** @param name The script's name in V8: the name of a cell, or the path of a file. */
export function rememberSource(name: string, code: string, map: string): void {
  sources.set(name, { code, map: new SourceMap(JSON.parse(map) as SourceMapPayload) });
}

/** The position in the source for a position in its JavaScript, both counted from one; undefined where unknown. */
export function originalPosition(name: string, line: number, column: number): SourcePosition | undefined {
  const entry = sources.get(name)?.map.findEntry(line - 1, column - 1);
  if (entry === undefined || !("originalLine" in entry)) return undefined;
  return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/** The code that was compiled under a name. */
export function sourceCode(name: string): string | undefined {
  return sources.get(name)?.code;
}
