import { describeKind, FIRST_BYTES, kindOfBytes } from "./first-bytes";
import { nodeModule } from "./node";
import { causeMessage, errorCode } from "./on-disk";
import { fileError, shownPath } from "./path";
import { peeked } from "./peeked";
import { checkFile, chunksOf, fileBytes, FileChunks, gunzipped, LONGEST_UNPACKED, usualLimit } from "./read";
import { ZipArchive } from "./zip";

/** A file's bytes, unpacked where it is packed. */
export interface UnpackedFile {
  readonly compression: "gzip" | "zip" | "zstd" | null;
  /** The file's name, or that of the file in it. */
  readonly name: string;
  /** How many bytes there are. */
  readonly length: number;
  /** The first of them. */
  readonly head: Uint8Array;
  readonly chunks: Iterable<Uint8Array>;
  /** Where the chunks come from, where that is the disk. */
  readonly file: FileChunks | null;
  /** Closes it, where the chunks are not wanted. */
  readonly close: () => void;
}

/**
 * Opens a file, whatever its name says, by its first bytes: as it is, or unpacked from gzip, from a zip archive with one
 * file, or from Zstandard where Node can do that.
 * @param limit the most bytes that it may unpack to.
 * @throws FileError where it cannot be read or unpacked.
 */
export function openUnpacked(path: string, limit?: number): UnpackedFile {
  const length = checkFile(path);
  const file = new FileChunks(path);
  const { first, all, close } = peeked(file, 1);
  const head = first[0].subarray(0, FIRST_BYTES);
  const kind = kindOfBytes(head);
  // A name that promises gzip is not read as something else.
  if (kind !== "gzip" && kind !== "zip" && kind !== "zstd" && !/\.gz$/i.test(path))
    return { compression: null, name: path, length, head, chunks: all, file, close };
  close();
  if (file.changed !== null) throw file.changed;
  if (kind === "zip") return fromZip(path);
  const bytes = kind === "zstd" ? fromZstd(path, limit) : gunzipped(path, limit);
  return inMemory(path, kind === "zstd" ? "zstd" : "gzip", bytes);
}

function inMemory(path: string, compression: "gzip" | "zstd", bytes: Uint8Array): UnpackedFile {
  if (bytes.length === 0) throw fileError(path, "is empty once unpacked", "a file with something in it");
  const name = path.replace(/\.(gz|zst)$/i, "");
  const head = bytes.subarray(0, FIRST_BYTES);
  return {
    compression,
    name,
    length: bytes.length,
    head,
    chunks: chunksOf(bytes),
    file: null,
    close: nothing,
  };
}

const nothing = (): void => undefined;

function fromZstd(path: string, limit: number | undefined): Uint8Array {
  const zlib = nodeModule("node:zlib", "reading packed files");
  const { name, remedy } = describeKind("zstd");
  if (zlib.zstdDecompressSync === undefined) throw fileError(path, `is ${name}`, remedy);
  const bytes = fileBytes(path);
  const most = Math.min(limit ?? usualLimit(bytes.length), LONGEST_UNPACKED);
  try {
    return zlib.zstdDecompressSync(bytes, { maxOutputLength: most });
  } catch (cause) {
    const [actual, expected] =
      errorCode(cause) === "ERR_BUFFER_TOO_LARGE"
        ? [`unpacks to more than ${most} bytes`, "at most that; the option unpackedLimit allows more"]
        : [`cannot be unpacked (${causeMessage(cause)})`, "a whole file of Zstandard"];
    throw fileError(path, actual, expected, cause);
  }
}

function fromZip(path: string): UnpackedFile {
  const archive = new ZipArchive(fileBytes(path), path);
  const files = archive.entries.filter(({ name }) => !/\/$|^__MACOSX\/|(^|\/)\./.test(name));
  const names = files.map(({ name }) => name);
  if (names.some((name) => name.startsWith("xl/")))
    throw fileError(path, "is an Excel file", "text; Excel saves a sheet as CSV");
  if (files.length !== 1) {
    const some = names.slice(0, 5).map(shownPath).join(", ") + (names.length > 5 ? ", …" : "");
    const is =
      files.length === 0 ? "a zip archive without files" : `a zip archive of ${files.length} files (${some})`;
    throw fileError(path, `is ${is}`, "one file in it; unpacked, each has a path of its own");
  }
  const [entry] = files;
  if (entry.name.endsWith(".npy"))
    throw fileError(path, "is an archive of NumPy", "text or Parquet: in NumPy, savetxt(…)");
  const [first = new Uint8Array(0)] = archive.read(entry);
  const head = first.subarray(0, FIRST_BYTES);
  return {
    compression: "zip",
    name: entry.name,
    length: entry.size,
    head,
    chunks: archive.read(entry),
    file: null,
    close: nothing,
  };
}
