import type { DecodedText } from "../files/decoded-text";
import {
  describeKind,
  FIRST_BYTES,
  kindOfBytes,
  markedEncoding,
  unmarkedEncoding,
} from "../files/first-bytes";
import { openUnpacked } from "../files/packed-file";
import type { UnpackedFile } from "../files/packed-file";
import { fileError, shownPath } from "../files/path";
import { inFile, LONGEST_UNPACKED, unlessChanged } from "../files/read";
import { decodedBeginning, PlacedText } from "../files/wrong-bytes";
import { checkFlag, checkFunction, checkWhole } from "../training/options";
import { withProgress } from "./read-progress";
import type { ReadReport } from "./report";

/** The longest text that Node can hold. */
const LONGEST_TEXT = 2 ** 29 - 25;

/** How a file of text is opened. */
export interface TextFileOptions {
  /** The encoding of the file's text. @default "utf-8", or UTF-16 where a byte order mark says so */
  encoding?: string;
  /** The most bytes that a packed file may unpack to. @default 64 MiB, or 100 times its size where that is more */
  unpackedLimit?: number;
  /** Whether a notebook shows how far a read is that takes longer than a second. @default true */
  display?: boolean;
  /** Called with the bytes read so far, and all there are, unpacked: every quarter of a second and at the end. @default none */
  onProgress?: (bytes: number, total: number) => void;
}

/** A file of text that has been opened. */
export interface TextFile {
  readonly path: string;
  /** Its name, without that of what it is packed with. */
  readonly name: string;
  readonly text: DecodedText;
  /** How the text begins. */
  readonly beginning: string;
  /** Whether that is all of it. */
  readonly isWhole: boolean;
  /** What was found. */
  readonly found: Pick<ReadReport, "path" | "compression" | "encoding">;
}

/**
 * Opens a file of text, reads it, and closes it.
 * @throws FileError where it cannot be read, is no text, or changes meanwhile; what `read` throws, with the file's name.
 */
export function readTextFile<Result>(
  path: string,
  { encoding, unpackedLimit, display, onProgress }: TextFileOptions,
  read: (file: TextFile) => Result,
): Result {
  if (display !== undefined) checkFlag(display, "display");
  checkFunction(onProgress, "onProgress");
  if (unpackedLimit !== undefined) checkWhole(unpackedLimit, "unpackedLimit", 1, LONGEST_UNPACKED);
  const file = openUnpacked(path, unpackedLimit);
  try {
    const opened = textOf(path, file, encoding, (chunks) =>
      withProgress(chunks, shownName(path), file.length, { display, onProgress }),
    );
    return unlessChanged(file.file ?? file.chunks, () => inFile(path, () => read(opened)));
  } finally {
    file.close();
  }
}

function textOf(
  path: string,
  { compression, name, length, head, chunks, file }: UnpackedFile,
  told: string | undefined,
  watched: (chunks: Iterable<Uint8Array>) => Iterable<Uint8Array>,
): TextFile {
  const kind = kindOfBytes(head);
  if (kind !== null) {
    const { name: what, remedy } = describeKind(kind);
    throw fileError(path, compression === null ? `is ${what}` : `has ${what} in it`, remedy || "text");
  }
  const likely = told === undefined ? unmarkedEncoding(head) : null;
  const marked = markedEncoding(head);
  if (likely !== null && marked === null)
    throw fileError(path, "is not text in utf-8: every other byte is 0", `encoding: "${likely}" to be told`);
  const encoding = told ?? marked ?? "utf-8";
  return {
    path,
    name,
    text: new PlacedText(watched(chunks), encoding, path, length, file),
    beginning: decodedBeginning(head, encoding),
    isWhole: length <= FIRST_BYTES,
    found: { path, compression, encoding },
  };
}

/** The name of a file without its folder. */
function shownName(path: string): string {
  return shownPath(path.replace(/^.*[\\/]/s, ""));
}

/** The whole text of a file. @throws FileError where it is longer than texts can be. */
export function wholeText({ text: pieces, path }: TextFile): string {
  let text = "";
  for (const piece of pieces) {
    if (text.length + piece.length > LONGEST_TEXT)
      throw fileError(path, "is too long a JSON text", "JSON lines");
    text += piece;
  }
  return text;
}
