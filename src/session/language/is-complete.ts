/** Whether code can run as it is or needs another line: consoles ask at every Enter. */
import type ts from "typescript";
import { adviseOnSyntax } from "./advice/advise";
import { parseCell, parseErrors } from "./parse";

export type Completeness =
  { status: "complete" | "invalid" | "unknown" } | { status: "incomplete"; indent: string };

/** The scanner's errors for unterminated comments, strings, templates and regular expressions. */
const unterminated = new Set([1010, 1126, 1160, 1161]);

export function isComplete(code: string): Completeness {
  try {
    return completenessOf(code);
  } catch {
    return { status: "unknown" }; // The parser fails on code that is nested too deeply.
  }
}

function completenessOf(code: string): Completeness {
  const source = parseCell(code, "/is-complete.ts");
  const [first] = parseErrors(source);
  if (first === undefined) return { status: "complete" };
  if (adviseOnSyntax(source, parseErrors(source)).length > 0) return { status: "invalid" };
  const end = code.trimEnd().length;
  if (first.start < end && !unterminated.has(first.code)) return { status: "invalid" };
  return { status: "incomplete", indent: indentAfter(code, source) };
}

/** The indentation of the last line, with two more spaces where it opens a bracket. */
function indentAfter(code: string, source: ts.SourceFile): string {
  const line = code.slice(source.getLineStarts().at(-1) ?? 0);
  const indentation = /^\s*/.exec(line)?.[0] ?? "";
  return /[{([]\s*$/.test(line) ? `${indentation}  ` : indentation;
}
