import { DecodedText } from "../files/decoded-text";
import { fileError, shownPath } from "../files/path";
import {
  checkFile,
  chunksOf,
  FileChunks,
  gunzipped,
  inFile,
  LONGEST_UNPACKED,
  unlessChanged,
} from "../files/read";
import { checkFlag, checkFunction, checkWhole } from "../training/options";
import type { CsvOptions } from "./csv";
import { jsonLines, parsedJson } from "./json-lines";
import { Ratings } from "./ratings";
import { withProgress } from "./read-progress";
import type { RatingInput } from "./collect";

/** The longest text that Node can hold. */
const LONGEST_TEXT = 2 ** 29 - 25;

/** How a file of ratings is read: as separated text, in an encoding. */
export interface ReadOptions extends CsvOptions {
  /** The encoding of the file's text. @default "utf-8" */
  encoding?: string;
  /** The most bytes that a `.gz` may unpack to. @default 64 MiB, or 100 times its size where that is more */
  unpackedLimit?: number;
  /** Whether a notebook shows how far a read is that takes longer than a second. @default true */
  display?: boolean;
  /** Called with the bytes read so far, and all there are, unpacked: every quarter of a second and at the end. @default none */
  onProgress?: (bytes: number, total: number) => void;
}

/**
 * Reads ratings from a file by its extension: `.csv`, `.tsv`, `.dat`, `.data`, `.txt` and others as separated text,
 * `.json` and `.jsonl` as records, each also with `.gz` after it. Reads piece by piece, so that the file may be longer
 * than the longest string; only `.json` must fit into one. Node only.
 * In a notebook, a read that takes longer than a second shows how far it is.
 * @throws FileError if the file is missing, no regular file, empty or truncated, unpacks to more than it may, or changes
 * while it is read; TrainingInterrupted where the cell that reads was interrupted;
 * ValueError naming the line; EnvironmentError in a browser.
 * @example
 * const ratings = readRatings("ml-100k/u.data");
 */
export function readRatings(path: string, options: ReadOptions = {}): Ratings {
  const size = checkFile(path);
  const { encoding = "utf-8", unpackedLimit, display, onProgress, ...rest } = options;
  if (display !== undefined) checkFlag(display, "display");
  checkFunction(onProgress, "onProgress");
  if (unpackedLimit !== undefined) checkWhole(unpackedLimit, "unpackedLimit", 1, LONGEST_UNPACKED);
  const zipped = /\.gz$/i.test(path);
  refuseOtherFormats(path);
  const unpacked = zipped ? gunzipped(path, unpackedLimit) : null;
  const length = unpacked?.length ?? size;
  const file = unpacked === null ? new FileChunks(path) : null;
  const chunks = file ?? chunksOf(unpacked!);
  const told = withProgress(chunks, shownName(path), length, { display, onProgress });
  const text = new DecodedText(told, encoding, path, length, file);
  const name = zipped ? path.slice(0, -3) : path;
  const read = (): Ratings => {
    if (/\.json$/i.test(name)) return fromJson(wholeText(text, path), path, rest);
    if (/\.(jsonl|ndjson)$/i.test(name)) return fromEntries(jsonLines(text), rest);
    return Ratings.fromCsv(text, rest);
  };
  return unlessChanged(chunks, () => inFile(path, read));
}

/** The name of a file without its folder. */
function shownName(path: string): string {
  return shownPath(path.replace(/^.*[\\/]/s, ""));
}

/** Refuses formats that need another reader before they are read as text. */
function refuseOtherFormats(path: string): void {
  const [, kind] = /\.(parquet|arrow|feather|zip|xlsx|npz|pkl)$/i.exec(path) ?? [];
  if (kind === undefined) return;
  throw fileError(path, `is a .${kind} file`, "text; docs/data.md shows how other files are read");
}

function wholeText(pieces: Iterable<string>, path: string): string {
  let text = "";
  for (const piece of pieces) {
    if (text.length + piece.length > LONGEST_TEXT)
      throw fileError(path, "is too long a JSON text", "JSON lines");
    text += piece;
  }
  return text;
}

function fromJson(text: string, path: string, options: CsvOptions): Ratings {
  const value = parsedJson(text, "the text");
  if (Array.isArray(value)) return fromEntries(value as unknown[], options);
  throw fileError(path, "is no JSON list", "a list of records, or of [user, item, rating]");
}

/** Reads lists by position and objects by name: the first entry decides. */
function fromEntries(entries: Iterable<unknown>, options: CsvOptions): Ratings {
  const { first, all } = peeked(entries);
  if (Array.isArray(first)) return Ratings.from(all as Iterable<RatingInput>, options);
  return Ratings.fromRecords(all as Iterable<object>, options);
}

function peeked(entries: Iterable<unknown>): { first: unknown; all: Iterable<unknown> } {
  const iterator = entries[Symbol.iterator]();
  const start = iterator.next();
  function* all(): Generator {
    try {
      for (let next = start; next.done !== true; next = iterator.next()) yield next.value;
    } finally {
      // Closes the file where an entry is wrong.
      iterator.return?.();
    }
  }
  return { first: start.value, all: all() };
}
