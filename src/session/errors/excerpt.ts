/** The lines of the user's code around the position of an error. */
import type { StackFrame, SourceLocation } from "./stack";
import { red } from "./terminal-colour";

const linesBefore = 2;
const linesAfter = 1;
/** Longer lines are shortened, around the column where there is one. */
const MOST_LINE_WIDTH = 120;

/** Excerpts at the innermost position in the user's code and, if it differs, at the outermost. */
export function excerpts(frames: readonly StackFrame[]): string[] {
  const locations = frames.flatMap(({ location }) => (location === undefined ? [] : [location]));
  const [innermost] = locations;
  const outermost = locations.at(-1);
  if (innermost === undefined || outermost === undefined) return [];
  const isSame = innermost.label === outermost.label && innermost.line === outermost.line;
  return [...excerpt(innermost, linesBefore, linesAfter), ...(isSame ? [] : excerpt(outermost, 0, 0))];
}

function excerpt({ label, code, line, column }: SourceLocation, before: number, after: number): string[] {
  const lines = code.split(/\r\n|[\n\r\u2028\u2029]/);
  if (lines[line - 1] === undefined) return [];
  const first = Math.max(1, line - before);
  const last = Math.min(lines.length, line + after);
  const width = String(last).length;
  const shown = ["", `${label}, line ${line}`];
  for (let number = first; number <= last; number++) {
    if (number !== line && lines[number - 1].trim() === "") continue;
    const shortened = shortenAround(lines[number - 1], number === line ? column : 1);
    const mark = number === line ? red(">") : " ";
    shown.push(`  ${mark} ${String(number).padStart(width)} | ${shortened.text}`.trimEnd());
    // Tabs stay tabs, so that the mark is under the column in any font.
    const gap = shortened.text.slice(0, shortened.column - 1).replace(/[^\t]/g, " ");
    if (number === line) shown.push(`    ${" ".repeat(width)} | ${gap}${red("^")}`);
  }
  return shown;
}

function shortenAround(line: string, column: number): { text: string; column: number } {
  if (line.length <= MOST_LINE_WIDTH) return { text: line, column };
  const start = Math.min(Math.max(0, column - MOST_LINE_WIDTH / 2), line.length - MOST_LINE_WIDTH);
  const head = start > 0 ? "…" : "";
  const tail = start + MOST_LINE_WIDTH < line.length ? "…" : "";
  return {
    text: head + line.slice(start, start + MOST_LINE_WIDTH) + tail,
    column: column - start + head.length,
  };
}
