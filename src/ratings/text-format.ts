/** What a text is. */
export type TextFormat = "JSON lines" | "JSON" | "separated text";

/**
 * What a text is, by its beginning, and by the file's name where that leaves it open: an object in each line is JSON
 * lines whatever the file is called.
 * @param whole whether the beginning is the whole text.
 */
export function textFormat(beginning: string, whole: boolean, name: string): TextFormat {
  if (/\.(jsonl|ndjson)$/i.test(name)) return "JSON lines";
  const isJson = /\.json$/i.test(name);
  const text = beginning.replace(/^[\ufeff\s]+/, "");
  if (text.startsWith("{"))
    return isJson || /^\{\s*(?:["'}]|$)/.test(text) ? formatOfObjects(text, whole, isJson) : "separated text";
  if (!text.startsWith("[")) return isJson ? "JSON" : "separated text";
  // A list of lists or of objects; else each line may be a list.
  if (/^\[\s*(?:[[{\]]|$)/.test(text)) return "JSON";
  const lines = linesOf(text, whole);
  if (lines.length > 1 && isList(lines[0])) return "JSON lines";
  return isJson ? "JSON" : "separated text";
}

function formatOfObjects(text: string, whole: boolean, isJson: boolean): TextFormat {
  const lines = linesOf(text, whole);
  const first = parsed(lines[0]);
  if (first === undefined) {
    // A line that is nearly JSON, such as a dict of Python; else an object over several lines.
    const isLine = text.includes("\n") && lines[0].trimEnd().endsWith("}");
    return isLine ? "JSON lines" : isJson || /^\{\s*"/.test(text) ? "JSON" : "separated text";
  }
  const values = Object.values(first as object);
  const isWrapper =
    lines.length === 1 &&
    (values.length === 0 || values.some((value) => Array.isArray(value)) || values.every(isObject));
  return isJson && isWrapper && !hasRecord(values) ? "JSON" : "JSON lines";
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** Whether there are some values that are no lists and objects, as a record of a rating has. */
function hasRecord(values: readonly unknown[]): boolean {
  return values.filter((value) => !isObject(value)).length > 1;
}

function linesOf(text: string, whole: boolean): string[] {
  const lines = text.split("\n", 3);
  if (!whole && lines.length < 3 && lines.length > 1) lines.pop();
  return lines.filter((line, n) => n === 0 || line.trim() !== "");
}

function isList(line: string): boolean {
  return Array.isArray(parsed(line));
}

/** The value of JSON; undefined where it is none. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
