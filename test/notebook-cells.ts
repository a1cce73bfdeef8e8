/** The code cells of the committed notebooks, and the outputs that are kept with them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../scripts/lib/paths.mjs";

/** An output by MIME type, with texts that a file splits into lines joined again. */
export type Bundle = Record<string, unknown>;

export interface Output {
  output_type: string;
  name?: string;
  text?: string | string[];
  data?: Record<string, unknown>;
}

export interface Cell {
  id: string;
  cell_type: string;
  source: string | string[];
  outputs: Output[];
}

/** The folder of the notebooks. */
export const notebooks: string = join(root, "notebooks");

/** The names of the notebooks. */
export const notebookFiles = (): string[] => readdirSync(notebooks).filter((name) => name.endsWith(".ipynb"));

export const joined = (text: string | string[]): string => (Array.isArray(text) ? text.join("") : text);

/** The code cells of a committed notebook. */
export function codeCells(file: string): Cell[] {
  const { cells } = JSON.parse(readFileSync(join(notebooks, file), "utf8")) as { cells: Cell[] };
  return cells.filter(({ cell_type: type }) => type === "code");
}

/** What a cell has printed. */
export const committedText = ({ outputs }: Cell): string =>
  outputs.map(({ text = "" }) => joined(text)).join("");

/** What a cell has displayed. */
export const committedBundles = ({ outputs }: Cell): Bundle[] =>
  outputs.filter(({ data }) => data).map(bundleOf);

function bundleOf({ data = {} }: Output): Bundle {
  return Object.fromEntries(
    Object.entries(data).map(([type, value]) => [
      type,
      type.endsWith("json") ? value : joined(value as string),
    ]),
  );
}
