/** Keeps source maps, which map positions in JavaScript to positions in the code that the user wrote. */
import ts from "typescript";

/** A position in the user's code, counted from one. */
export interface SourcePosition {
  line: number;
  column: number;
}

interface CompiledSource {
  code: string;
  /** The encoded mappings; they are read when an error asks for a position. */
  mappings: string;
}

/** What a mapping of a source map says, counted from zero; a function of the compiler's that its types leave out. */
interface Mapping {
  generatedLine: number;
  generatedCharacter: number;
  sourceLine?: number;
  sourceCharacter?: number;
}

const { decodeMappings } = ts as unknown as { decodeMappings(mappings: string): Iterable<Mapping> };
const sources = new Map<string, CompiledSource>();

/** @param name The script's name in V8: the name of a cell, or the path of a file. */
export function rememberSource(name: string, code: string, map: string): void {
  const { mappings } = JSON.parse(map) as { mappings: string };
  sources.set(name, { code, mappings });
}

/** The position in the source for a position in its JavaScript, both counted from one; undefined where unknown. */
export function originalPosition(name: string, line: number, column: number): SourcePosition | undefined {
  const source = sources.get(name);
  if (source === undefined) return undefined;
  let latest: Mapping | undefined;
  for (const mapping of decodeMappings(source.mappings)) {
    const { generatedLine, generatedCharacter } = mapping;
    if (generatedLine > line - 1 || (generatedLine === line - 1 && generatedCharacter > column - 1)) break;
    latest = mapping;
  }
  if (latest?.sourceLine === undefined || latest.sourceCharacter === undefined) return undefined;
  return { line: latest.sourceLine + 1, column: latest.sourceCharacter + 1 };
}

/** The code that was compiled under a name. */
export function sourceCode(name: string): string | undefined {
  return sources.get(name)?.code;
}
