/** A notebook as it was handed in: its cells, or why it has none. */
import { readFileSync, statSync } from "node:fs";
import { isSystemError, reasonOf } from "../errors";

/** A notebook with its outputs is seldom larger than a few megabytes. */
const LARGEST = 100e6;

export interface Cell {
  /** Undefined in notebooks of before 2021, whose cells have none. */
  id: string | undefined;
  isCode: boolean;
  text: string;
}

/** The cells of a file; or a sentence that says what is wrong with it. */
export type ReadNotebook = { cells: Cell[] } | { problem: string };

export function readNotebook(path: string): ReadNotebook {
  try {
    const { size } = statSync(path);
    if (size > LARGEST) return { problem: `too large: ${Math.round(size / 1e6)} MB` };
    const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
    if (text.trim() === "") return { problem: "an empty file" };
    return notebookOf(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: "not a notebook: the file cannot be read as JSON" };
    if (isSystemError(error)) return { problem: `cannot be read: ${reasonOf(error)}` };
    throw error;
  }
}

function notebookOf(json: unknown): ReadNotebook {
  if (!isObject(json)) return { problem: "not a notebook" };
  if (Array.isArray(json.worksheets)) return { problem: "a notebook in a format of before 2015" };
  if (!Array.isArray(json.cells)) return { problem: "not a notebook: it has no cells" };
  const language = languageOf(json.metadata);
  if (language !== undefined && !/^(?:typescript|javascript)$/i.test(language))
    return { problem: `a notebook in another language, ${language.slice(0, 20)}` };
  return { cells: json.cells.filter(isObject).map(cellOf) };
}

function cellOf({ id, cell_type: type, source }: Record<string, unknown>): Cell {
  const text = Array.isArray(source) ? source.join("") : source;
  return {
    id: typeof id === "string" ? id : undefined,
    isCode: type === "code",
    text: typeof text === "string" ? text : "",
  };
}

/** The language that the notebook says it is in; a file without a word of it is one of ours. */
function languageOf(metadata: unknown): string | undefined {
  if (!isObject(metadata)) return undefined;
  const { kernelspec, language_info: info } = metadata;
  const named = [isObject(kernelspec) && kernelspec.language, isObject(info) && info.name];
  return named.find((name): name is string => typeof name === "string" && name !== "");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
