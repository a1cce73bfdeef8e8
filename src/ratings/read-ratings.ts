import { linesAndColumns, placesOfElements } from "../files/json-place";
import { fileError } from "../files/path";
import type { PathOf } from "./checks";
import type { CsvOptions } from "./csv";
import { csvSource } from "./csv";
import { entrySource, Unreadable } from "./collect";
import type { RatingsSource } from "./collect";
import { jsonLines, parsedJson } from "./json-lines";
import { LineNumbers } from "./line-numbers";
import { peeked } from "../files/peeked";
import { Ratings } from "./ratings";
import { recordSource } from "./records";
import type { ReadFormat } from "./report";
import { readTextFile, wholeText } from "./text-file";
import type { TextFile, TextFileOptions } from "./text-file";
import { textFormat } from "./text-format";

/** So many lines are looked at for the first that is JSON. */
const SAMPLE = 100;

/** How a file of ratings is read: as separated text, in an encoding. */
export interface ReadOptions extends CsvOptions, TextFileOptions {}

/**
 * Reads ratings from a file, whatever its name is: separated text, JSON lines, a list in JSON, blocks as those of the
 * Netflix Prize, MatrixMarket and libsvm; each also packed with gzip, alone in a zip archive, or with Zstandard where Node
 * unpacks it. What was found is in `ratings.source`. Reads piece by piece, so that the file may be longer than the longest
 * string; only a list in JSON must fit into one. Node only.
 * In a notebook, a read that takes longer than a second shows how far it is.
 * @throws FileError if the file is missing, no regular file, empty or truncated, no text, unpacks to more than it may, or
 * changes while it is read; TrainingInterrupted where the cell that reads was interrupted;
 * ValueError naming the line; EnvironmentError in a browser.
 * @example
 * const ratings = readRatings("ml-100k/u.data");
 * ratings.source.columns; // { user: 0, item: 1, rating: 2, timestamp: 3 }
 */
export function readRatings(path: string, options: ReadOptions = {}): Ratings {
  const { encoding, unpackedLimit, display, onProgress, ...rest } = options;
  return readTextFile(path, { encoding, unpackedLimit, display, onProgress }, (file) => {
    const source = sourceOf(file, rest);
    return Ratings.read({ ...source, found: () => ({ ...source.found!(), ...file.found }) }, rest);
  });
}

function sourceOf(file: TextFile, options: CsvOptions): RatingsSource {
  switch (textFormat(file.beginning, file.isWhole, file.name)) {
    case "JSON":
      return jsonListSource(file, options);
    case "JSON lines": {
      const lines = new LineNumbers();
      const pathOf: PathOf = (index, field) => `${field ? `${field} in ` : ""}line ${lines.of(index)}`;
      return entriesSource(jsonLines(file.text, lines), options, pathOf, "JSON lines");
    }
    case "separated text":
      return csvSource(file.text, options);
  }
}

/** A list in JSON, whose errors name the line of a record, as those of other files do. */
function jsonListSource(file: TextFile, options: CsvOptions): RatingsSource {
  const text = wholeText(file);
  let places: [line: number, column: number][] | null = null;
  const pathOf: PathOf = (index, field) => {
    // Found once for all records, of which many may be left out.
    places ??= linesAndColumns(text, placesOfElements(text));
    const [line, column] = places[index];
    return `${field ? `${field} of ` : ""}the record in line ${line}, column ${column}`;
  };
  return entriesSource(listIn(text, file.path), options, pathOf, "JSON");
}

function listIn(text: string, path: string): unknown[] {
  const value = parsedJson(text, "the text");
  if (Array.isArray(value)) return value as unknown[];
  const expected = `a list of records, or of [user, item, rating]${listRemedy(value ?? {})}`;
  throw fileError(path, "is no JSON list", expected);
}

/** What makes a list of other JSON. */
function listRemedy(value: object): string {
  const parts = Object.entries(value);
  const lists = parts.filter(([, part]) => Array.isArray(part));
  if (lists.length === 1)
    return `; Ratings.fromRecords(JSON.parse(text)[${JSON.stringify(lists[0][0])}]) takes the list in it`;
  const areColumns = parts.length > 1 && parts.every(([, part]) => typeof part === "object" && part !== null);
  return areColumns ? '; these are columns: in pandas, to_json(path, orient="records") writes a list' : "";
}

/** Reads lists by position and objects by name: the first entry decides. */
function entriesSource(
  entries: Iterable<unknown>,
  options: CsvOptions,
  pathOf: PathOf | undefined,
  format: ReadFormat,
): RatingsSource {
  const { first, all, close } = peeked(entries, SAMPLE);
  const isList = Array.isArray(first.find((entry) => !(entry instanceof Unreadable)));
  try {
    const source = isList ? entrySource(all, pathOf) : recordSource(all, options, pathOf);
    return { ...source, found: () => ({ ...source.found?.(), format }) };
  } catch (error) {
    close();
    throw error;
  }
}
