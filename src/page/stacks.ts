/** The lines of stacks in browsers. */
import type { Stacks } from "../session/platform/stacks";
import type { PageFiles } from "./page-files";

/** @param urls The addresses of the session's own scripts, and of the library's. */
export function stacksOf(
  files: PageFiles,
  urls: { session: readonly string[]; library: readonly string[] },
): Stacks {
  const names = (line: string, list: readonly string[]): boolean => list.some((url) => line.includes(url));
  return {
    inForm,
    isKernelFrame: (line) => names(line, urls.session),
    isLibraryFrame: (line) => names(line, urls.library),
    textOf: (label) => files.read(label),
  };
}

/** Firefox and Safari write `name@file:line:column`; in V8's lines, code of a cell outside functions is called `eval`. */
function inForm(stack: string): string {
  return stack
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [, before, cell] = /^( {4}at (?:async )?)eval \((cell\[.*)\)$/.exec(line) ?? [];
      if (cell !== undefined) return before + cell;
      const [, name, place] = /^([^\s@]*)@(\S.*:\d+:\d+)$/.exec(line) ?? [];
      if (place === undefined) return line;
      const called = name?.replace(/[/<]+$/, "").replace(/^async\*/, "async ");
      return called === undefined || called === "" ? `    at ${place}` : `    at ${called} (${place})`;
    })
    .join("\n");
}
