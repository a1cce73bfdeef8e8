/** A cell that is being written: the compiler knows it while it is asked about it, and never afterwards. */
import type { CellCompiler } from "./cell-compiler";
import { toUnits } from "./cursor";
import { parseCell } from "./parse";

const draftName = "draft cell.ts";

/** A draft as the compiler knows it: in a file, behind the names of earlier cells. */
export interface Draft {
  file: string;
  code: string;
  /** The cursor in the code, in UTF-16 units. */
  offset: number;
  /** Where the code begins in the file. */
  start: number;
}

/**
 * @param cursor In characters, as Jupyter counts.
 * @param redeclared Whether names that the draft declares itself mean those of earlier cells nevertheless.
 */
export function withDraft<Reply>(
  { project, scope }: CellCompiler,
  code: string,
  cursor: number,
  redeclared: boolean,
  ask: (draft: Draft) => Reply,
): Reply {
  const file = project.pathOf(draftName);
  const head = attempt(() => scope.headFor(parseCell(code, file), redeclared)) ?? "";
  project.write(file, head + code);
  try {
    return ask({ file, code, offset: toUnits(code, cursor), start: head.length });
  } finally {
    project.remove(file);
  }
}

/** The result, or undefined where the compiler fails on a draft, as it may on code that is nested too deeply. */
export function attempt<Result>(ask: () => Result): Result | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
