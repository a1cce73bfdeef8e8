/** The lines of a person's code around a place where something went wrong. */
import type { StackFrame, SourcePlace } from "./stack";
import { red } from "./terminal-colour";

const linesBefore = 2;
const linesAfter = 1;
/** Longer lines are cut, around the column where there is one. */
const widest = 120;

/** Where it happened, and where the outermost cell had begun it, if that is another place. */
export function excerpts(frames: readonly StackFrame[]): string[] {
  const places = frames.flatMap(({ place }) => (place === undefined ? [] : [place]));
  const [innermost] = places;
  const outermost = places.at(-1);
  if (innermost === undefined || outermost === undefined) return [];
  const isOne = innermost.label === outermost.label && innermost.line === outermost.line;
  return [...excerpt(innermost, linesBefore, linesAfter), ...(isOne ? [] : excerpt(outermost, 0, 0))];
}

function excerpt({ label, code, line, column }: SourcePlace, before: number, after: number): string[] {
  const lines = code.split(/\r\n|[\n\r\u2028\u2029]/);
  if (lines[line - 1] === undefined) return [];
  const first = Math.max(1, line - before);
  const last = Math.min(lines.length, line + after);
  const width = String(last).length;
  const shown = ["", `${label}, line ${line}`];
  for (let number = first; number <= last; number++) {
    if (number !== line && lines[number - 1].trim() === "") continue;
    const cut = cutAround(lines[number - 1], number === line ? column : 1);
    const mark = number === line ? red(">") : " ";
    shown.push(`  ${mark} ${String(number).padStart(width)} | ${cut.text}`.trimEnd());
    // Tabs stay tabs, so that the mark stands under the column in any font.
    const gap = cut.text.slice(0, cut.column - 1).replace(/[^\t]/g, " ");
    if (number === line) shown.push(`    ${" ".repeat(width)} | ${gap}${red("^")}`);
  }
  return shown;
}

function cutAround(line: string, column: number): { text: string; column: number } {
  if (line.length <= widest) return { text: line, column };
  const start = Math.min(Math.max(0, column - widest / 2), line.length - widest);
  const head = start > 0 ? "…" : "";
  const tail = start + widest < line.length ? "…" : "";
  return { text: head + line.slice(start, start + widest) + tail, column: column - start + head.length };
}
