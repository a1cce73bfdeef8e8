/** Reads the syntax of a cell. */
import ts from "typescript";

/** A cell's code alone. */
export function parseCell(code: string, file: string): ts.SourceFile {
  return ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
}

/** The parser's errors, a property that the compiler's types leave out. */
export function parseErrors(source: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  return (source as unknown as { parseDiagnostics: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics;
}
