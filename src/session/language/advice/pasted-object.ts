/** A cell that is one object, such as JSON: at the beginning of a line, braces are a block. */
import { parseCell, parseErrors } from "../parse";

/** @returns Where the object begins and its first line ends, and the advice; undefined where the cell is something else. */
export function objectAdvice(code: string): { start: number; end: number; message: string } | undefined {
  const text = code.trim().replace(/;$/, "");
  if (!text.startsWith("{") || !text.endsWith("}")) return undefined;
  if (parseErrors(parseCell(`(${text}\n)`, "/object.ts")).length > 0) return undefined;
  const start = code.indexOf("{");
  const end = start + /^[^\r\n]*/.exec(code.slice(start))![0].trimEnd().length;
  const brief = /^[^\n]{1,60}$/.test(text) ? text : "{ … }";
  return {
    start,
    end,
    message: `Braces at the beginning are a block; give the object a name: const data = ${brief}`,
  };
}
