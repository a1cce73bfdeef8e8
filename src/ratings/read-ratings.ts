import { DecodedText } from "../files/decoded-text";
import { fileError } from "../files/path";
import {
  checkFile,
  chunksOf,
  fileChunks,
  gunzipped,
  inFile,
  LONGEST_UNPACKED,
} from "../files/read";
import { checkWhole } from "../training/options";
import type { CsvOptions } from "./csv";
import { jsonLines, parsedJson } from "./json-lines";
import { Ratings } from "./ratings";
import type { RatingInput } from "./collect";

/** The longest text that Node can hold. */
const LONGEST_TEXT = 2 ** 29 - 25;

/** How a file of ratings is read: as separated text, in an encoding. */
export interface ReadOptions extends CsvOptions {
  /** The encoding of the file's text. @default "utf-8" */
  encoding?: string;
  /** The most bytes that a `.gz` may unpack to. @default 64 MiB, or 100 times its size where that is more */
  unpackedLimit?: number;
}

/**
 * Reads ratings from a file by its extension: `.csv`, `.tsv`, `.dat`, `.data`, `.txt` and others as separated text,
 * `.json` and `.jsonl` as records, each also with `.gz` after it. Reads piece by piece, so that the file may be longer
 * than the longest string; only `.json` must fit into one. Node only.
 * @throws FileError if the file is missing, no regular file, empty or truncated, or unpacks to more than it may;
 * ValueError naming the line; EnvironmentError in a browser.
 * @example
 * const ratings = readRatings("ml-100k/u.data");
 */
export function readRatings(path: string, options: ReadOptions = {}): Ratings {
  const size = checkFile(path);
  const { encoding = "utf-8", unpackedLimit, ...rest } = options;
  if (unpackedLimit !== undefined) checkWhole(unpackedLimit, "unpackedLimit", 1, LONGEST_UNPACKED);
  const zipped = /\.gz$/i.test(path);
  refuseOtherFormats(path);
  const text = zipped
    ? unpackedText(gunzipped(path, unpackedLimit), encoding, path)
    : new DecodedText(fileChunks(path), encoding, path, size);
  const name = zipped ? path.slice(0, -3) : path;
  return inFile(path, () => {
    if (/\.json$/i.test(name)) return fromJson(wholeText(text, path), path, rest);
    if (/\.(jsonl|ndjson)$/i.test(name)) return fromEntries(jsonLines(text), rest);
    return Ratings.fromCsv(text, rest);
  });
}

function unpackedText(bytes: Uint8Array, encoding: string, path: string): DecodedText {
  return new DecodedText(chunksOf(bytes), encoding, path, bytes.length);
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
    for (let next = start; next.done !== true; next = iterator.next()) yield next.value;
  }
  return { first: start.value, all: all() };
}
