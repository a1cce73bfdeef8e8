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
  metadata: { factorlab?: { spark?: boolean } };
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

/** The environment of programs that run notebooks: no Spark server is where they look for one, whatever else runs here. */
export const withoutSpark = { SPARK_REMOTE: "sc://localhost:1" };

/** What a cell that trains on Spark prints where no server answers. */
const NO_SERVER =
  "No Spark server answers. In a checkout of Factorlab, `npm run spark` starts a cluster on this computer; then run this cell again.\n";

/** Whether a cell trains on Spark: what is committed is what a cluster gave. */
export const needsSpark = ({ metadata }: Cell): boolean => metadata.factorlab?.spark === true;

/** What a cell has printed. */
export const textOf = ({ outputs }: Cell): string => outputs.map(({ text = "" }) => joined(text)).join("");

/** What a cell has displayed. */
export const bundlesOf = ({ outputs }: Cell): Bundle[] => outputs.filter(({ data }) => data).map(bundleOf);

/** What a committed cell prints where there is no Spark. */
export const committedText = (cell: Cell): string => (needsSpark(cell) ? NO_SERVER : textOf(cell));

/** What a committed cell displays where there is no Spark. */
export const committedBundles = (cell: Cell): Bundle[] => (needsSpark(cell) ? [] : bundlesOf(cell));

function bundleOf({ data = {} }: Output): Bundle {
  return Object.fromEntries(
    Object.entries(data).map(([type, value]) => [
      type,
      type.endsWith("json") ? value : joined(value as string),
    ]),
  );
}
