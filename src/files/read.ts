import { EnvironmentError, ValueError, wrongArgument } from "../errors";
import { nodeModule } from "./node";
import { checkPath, fileError, causeMessage, onDisk } from "./on-disk";

/** How many bytes of a file are read at once. */
const CHUNK = 2 ** 20;

/** The part of `TextDecoder` that is used. */
interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

/** @throws ValueError unless `path` is a path; FileError if the file is missing, a folder or empty. */
export function checkFile(path: unknown): asserts path is string {
  checkPath(path);
  const stat = onDisk(path, "read", (files) => files.statSync(path));
  if (stat.isDirectory()) throw fileError(path, "is a folder", "a file");
  if (stat.size === 0) throw fileError(path, "is empty", "a file with something in it");
}

/** A file's bytes, piece by piece. Each piece is valid until the next is read. */
export function* fileChunks(path: string): Generator<Uint8Array> {
  const files = nodeModule("node:fs", "reading files");
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
  return onDisk(path, "read", (files) => files.readFileSync(path));
}

/** The unpacked bytes of a gzip file. @throws FileError if it is truncated or damaged. */
export function gunzipped(path: string): Uint8Array {
  const zlib = nodeModule("node:zlib", "reading gzip files");
  const bytes = fileBytes(path);
  try {
    return zlib.gunzipSync(bytes);
  } catch (cause) {
    throw fileError(path, `cannot be unpacked (${causeMessage(cause)})`, "a whole gzip file", cause);
  }
}

/** Bytes in pieces. */
export function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
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
    if (error instanceof ValueError) error.message = `${name}: ${error.message}`;
    throw error;
  }
}
