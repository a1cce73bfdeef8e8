/** Whether code can be run as it is, or a line is still to come: consoles ask at every Enter. */
import type ts from "typescript";
import { parseCell, parseErrors } from "./cell-compiler";

export type Completeness = { status: "complete" | "invalid" } | { status: "incomplete"; indent: string };

/** What the scanner says of text that ends too early: comments, templates, regular expressions. */
const unterminated = new Set([1010, 1126, 1160, 1161]);

export function isComplete(code: string): Completeness {
  const source = parseCell(code, "/is-complete.ts");
  const [first] = parseErrors(source);
  if (first === undefined) return { status: "complete" };
  const end = code.trimEnd().length;
  if (first.start < end && !unterminated.has(first.code)) return { status: "invalid" };
  return { status: "incomplete", indent: indentAfter(code, source) };
}

/** The indentation of the last line, and two blanks more where it opens a bracket. */
function indentAfter(code: string, source: ts.SourceFile): string {
  const line = code.slice(source.getLineStarts().at(-1) ?? 0);
  const present = /^\s*/.exec(line)?.[0] ?? "";
  return /[{([]\s*$/.test(line) ? `${present}  ` : present;
}
