/** What was compiled, so that places in JavaScript can be told as places in what the person wrote. */
import { SourceMap, type SourceMapPayload } from "node:module";

/** A place in a person's code, counted from one. */
export interface SourcePosition {
  line: number;
  column: number;
}

interface CompiledSource {
  code: string;
  map: SourceMap;
}

const sources = new Map<string, CompiledSource>();

/** @param name The script's name for V8: a cell's, or a file's path. */
export function rememberSource(name: string, code: string, map: string): void {
  sources.set(name, { code, map: new SourceMap(JSON.parse(map) as SourceMapPayload) });
}

/** The place in the source of a place in its JavaScript, both counted from one; undefined where it is not known. */
export function originalPosition(name: string, line: number, column: number): SourcePosition | undefined {
  const entry = sources.get(name)?.map.findEntry(line - 1, column - 1);
  if (entry === undefined || !("originalLine" in entry)) return undefined;
  return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/** The code that was compiled under a name. */
export function sourceCode(name: string): string | undefined {
  return sources.get(name)?.code;
}
