import { EnvironmentError, ValueError, wrongArgument } from "../errors";
import { nodeModule } from "./node";
import { causeMessage, errorCode, onDisk } from "./on-disk";
import { fileError, shownPath } from "./path";
import { readableFile } from "./regular";

/** How many bytes of a file are read at once. */
const CHUNK = 2 ** 20;

/** The part of `TextDecoder` that is used. */
interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

/** @throws ValueError unless `path` is a path; FileError if the file is missing, no regular file, or empty. */
export function checkFile(path: unknown): asserts path is string {
  const { size } = readableFile(path);
  if (size === 0) throw fileError(path as string, "is empty", "a file with something in it");
}

/** A file's bytes, piece by piece. Each piece is valid until the next is read. */
export function* fileChunks(path: string): Generator<Uint8Array> {
  const files = nodeModule("node:fs", "reading files");
  readableFile(path);
  const file = onDisk(path, "read", () => files.openSync(path, "r"));
  try {
    const buffer = new Uint8Array(CHUNK);
    for (;;) {
      const length = onDisk(path, "read", () => files.readSync(file, buffer));
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    files.closeSync(file);
  }
}

/** All bytes of a file. */
export function fileBytes(path: string): Uint8Array {
  readableFile(path);
  return onDisk(path, "read", (files) => files.readFileSync(path));
}

/**
 * The unpacked bytes of a gzip file.
 * @param limit the most bytes that it may unpack to. @default {@link usualLimit}
 * @throws FileError if it is truncated or damaged, or unpacks to more.
 */
export function gunzipped(path: string, limit?: number): Uint8Array {
  const zlib = nodeModule("node:zlib", "reading gzip files");
  const bytes = fileBytes(path);
  const most = limit ?? usualLimit(bytes.length);
  try {
    return zlib.gunzipSync(bytes, { maxOutputLength: Math.min(most, LONGEST_UNPACKED) });
  } catch (cause) {
    if (errorCode(cause) !== "ERR_BUFFER_TOO_LARGE")
      throw fileError(path, `cannot be unpacked (${causeMessage(cause)})`, "a whole gzip file", cause);
    const [bound, remedy] =
      most < LONGEST_UNPACKED
        ? [most, "; the option unpackedLimit allows more"]
        : [LONGEST_UNPACKED, "; unpacked on the disk, it is read in pieces"];
    throw fileError(
      path,
      `unpacks from ${bytes.length} to more than ${bound} bytes`,
      `at most that${remedy}`,
      cause,
    );
  }
}

/** The most bytes that Node 20 unpacks at once. */
export const LONGEST_UNPACKED = 2 ** 32;

/** How many bytes some packed bytes may unpack to: data shrink to a tenth, and only emptiness to a hundredth. */
export function usualLimit(packed: number): number {
  return Math.max(2 ** 26, 100 * packed);
}

/** Bytes in pieces. */
export function* chunksOf(bytes: Uint8Array, length: number = CHUNK): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/**
 * Decodes bytes to text, piece by piece, without a byte order mark.
 * @param path names the file in errors.
 * @throws FileError if the bytes are not valid in this encoding.
 */
export function* decodedText(
  chunks: Iterable<Uint8Array>,
  encoding: string,
  path: string,
): Generator<string> {
  const decoder = createDecoder(encoding);
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      const expected = 'this encoding, or another one told, such as encoding: "latin1"';
      throw fileError(path, `is not text in ${encoding}`, expected, cause);
    }
  };
  for (const chunk of chunks) yield decode(chunk);
  yield decode();
}

function createDecoder(encoding: string): Decoder {
  const { TextDecoder } = globalThis as unknown as {
    TextDecoder?: new (encoding: string, options: { fatal: boolean }) => Decoder;
  };
  if (TextDecoder === undefined)
    throw new EnvironmentError("there is no TextDecoder here, expected Node or a browser");
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    const expected = 'the name of an encoding, such as "utf-8", "latin1" or "utf-16le"';
    throw wrongArgument("encoding", encoding, expected);
  }
}

/** Runs `read`, and puts the file's name before the message of a ValueError. */
export function inFile<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof ValueError) error.message = `${shownPath(name)}: ${error.message}`;
    throw error;
  }
}
