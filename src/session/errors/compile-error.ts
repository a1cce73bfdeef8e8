/** The TypeScript compiler's diagnostics of a cell, as Jupyter's `error` message. */
import { append } from "../../lists";
import type { ErrorMessage } from "./error-message";
import { ownCode, type Diagnostic } from "../language/diagnostics";
import { red } from "./terminal-colour";

/** Further problems are mostly consequences of the first. */
const mostProblems = 10;

/**
 * Lists every diagnostic with its position, the source line and a mark under the columns.
 * @param source The cell's source, to which the positions refer.
 * @param diagnostics At least one.
 */
export function compileErrorMessage(source: string, diagnostics: readonly Diagnostic[]): ErrorMessage {
  const count = diagnostics.length;
  const traceback = [`${red("CompileError")}: ${count} problem${count === 1 ? "" : "s"}`];
  for (const diagnostic of diagnostics.slice(0, mostProblems)) {
    append(traceback, [...describeDiagnostic(diagnostic), ...markedSource(diagnostic, source)]);
  }
  if (count > mostProblems) traceback.push(`… ${count - mostProblems} more problems`);
  const [first] = diagnostics;
  return { ename: "CompileError", evalue: `${positionText(first)} ${first.message}`, traceback };
}

function describeDiagnostic(diagnostic: Diagnostic): string[] {
  const details = diagnostic.details.map((detail) => `    ${detail}`);
  const code = diagnostic.code === ownCode ? "" : ` (TS${diagnostic.code})`;
  return [`${positionText(diagnostic)} ${diagnostic.message}${code}`, ...details];
}

function positionText({ file, start }: Diagnostic): string {
  const position = `${start.line + 1}:${start.character + 1}`;
  return file === undefined ? position : `${file.name}:${position}`;
}

function markedSource({ file, start, end }: Diagnostic, source: string): string[] {
  const lines = (file?.text ?? source).split(/\r\n|[\n\r\u2028\u2029]/);
  const line = lines[start.line];
  if (line === undefined) return [];
  const last = end.line === start.line ? end.character : line.length;
  const length = Math.max(1, last - start.character);
  // Tabs stay tabs, so that the mark is under the column in any font.
  const gap = line.slice(0, start.character).replace(/[^\t]/g, " ");
  return [`    ${line}`, `    ${gap}${red("^".repeat(length))}`];
}
