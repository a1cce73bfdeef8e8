/** What the TypeScript compiler says of a cell, as Jupyter's `error` message. */
import { red, type ErrorMessage } from "./error-message";
import type { Diagnostic } from "./tslab";

/**
 * Lists every diagnostic with its place, the source line and a mark under the columns.
 * @param source The cell's source, which the places refer to.
 * @param diagnostics At least one.
 */
export function compileErrorMessage(source: string, diagnostics: readonly Diagnostic[]): ErrorMessage {
  const lines = source.split(/\r\n|[\n\r\u2028\u2029]/);
  const problems = groupByPlace(diagnostics);
  const traceback = [`${red("CompileError")}: ${problems.length} problem${problems.length === 1 ? "" : "s"}`];
  for (const problem of problems) {
    traceback.push(...describeProblem(problem), ...markedSource(problem[0], lines));
  }
  const [first] = diagnostics;
  return { ename: "CompileError", evalue: `${placeOf(first)} ${first.messageText}`, traceback };
}

/** tslab gives the parts of one explanation as diagnostics of their own, at the same place. */
function groupByPlace(diagnostics: readonly Diagnostic[]): Diagnostic[][] {
  const groups: Diagnostic[][] = [];
  for (const diagnostic of diagnostics) {
    const previous = groups.at(-1)?.[0];
    const isPart =
      previous?.start.offset === diagnostic.start.offset && previous.end.offset === diagnostic.end.offset;
    if (isPart) groups.at(-1)?.push(diagnostic);
    else groups.push([diagnostic]);
  }
  return groups;
}

function describeProblem([first, ...parts]: readonly Diagnostic[]): string[] {
  const more = parts.map((part) => `    ${part.messageText}`);
  return [`${placeOf(first)} ${first.messageText} (TS${first.code})`, ...more];
}

function placeOf({ fileName, start }: Diagnostic): string {
  const place = `${start.line + 1}:${start.character + 1}`;
  return fileName === undefined ? place : `${fileName}:${place}`;
}

function markedSource({ fileName, start, end }: Diagnostic, lines: readonly string[]): string[] {
  const line = lines[start.line];
  if (fileName !== undefined || line === undefined || start.character < 0) return [];
  const last = end.line === start.line ? end.character : line.length;
  const length = Math.max(1, last - start.character);
  // Tabs stay tabs, so that the mark stands under the column in any font.
  const gap = line.slice(0, start.character).replace(/[^\t]/g, " ");
  return [`    ${line}`, `    ${gap}${red("^".repeat(length))}`];
}
