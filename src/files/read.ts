import { ValueError } from "../errors";
import type { FileError } from "../errors";
import { checkMemory } from "../matrix/memory";
import { nodeModule } from "./node";
import type { FileStat } from "./node";
import { causeMessage, errorCode, onDisk } from "./on-disk";
import { fileError, shownPath } from "./path";
import { readableFile } from "./regular";

/** How many bytes of a file are read at once, at first. */
const CHUNK = 2 ** 20;

/**
 * How many bytes a file has.
 * @throws ValueError unless `path` is a path; FileError if the file is missing, no regular file, or empty.
 */
export function checkFile(path: unknown): number {
  const { size } = readableFile(path);
  if (size === 0) throw fileError(path as string, "is empty", "a file with something in it");
  return size;
}

/**
 * A file's bytes, piece by piece. Each piece is valid until the next is read, be it ahead.
 * @throws FileError if the file changed while it was read.
 */
export class FileChunks implements Iterable<Uint8Array> {
  /** What was found once the file was closed: the error for a file that changed, or null. */
  changed: FileError | null = null;
  private buffers: readonly Uint8Array[] = [];
  private turn = 0;
  /** The next piece has so many bytes at most: each twice as many, so that work on the first ones begins soon. */
  private most = CHUNK;
  private next: (() => Uint8Array) | null = null;
  private ahead: Uint8Array | null = null;

  constructor(private readonly path: string) {}

  /** Puts the pieces that follow into these places, one after the other. */
  readInto(buffers: readonly Uint8Array[]): void {
    this.buffers = buffers;
    this.turn = 0;
  }

  /** Reads the next piece already, so that nobody waits for it later. */
  readAhead(): void {
    try {
      this.ahead ??= this.next?.() ?? null;
    } catch {
      // It is tried again when the piece is asked for, and the error thrown then.
    }
  }

  *[Symbol.iterator](): Generator<Uint8Array> {
    const { path } = this;
    const files = nodeModule("node:fs", "reading files");
    readableFile(path);
    const file = onDisk(path, "read", () => files.openSync(path, "r"));
    try {
      const before = onDisk(path, "read", () => files.fstatSync(file));
      let total = 0;
      let whole = false;
      this.readInto([new Uint8Array(CHUNK)]);
      this.most = CHUNK;
      const next = (): Uint8Array => {
        const buffer = this.buffers[this.turn].subarray(0, this.most);
        this.most *= 2;
        const length = onDisk(path, "read", () => files.readSync(file, buffer));
        this.turn = (this.turn + 1) % this.buffers.length;
        return buffer.subarray(0, length);
      };
      this.next = next;
      this.ahead = null;
      try {
        for (;;) {
          const piece = this.ahead ?? next();
          this.ahead = null;
          if (piece.length === 0) break;
          total += piece.length;
          yield piece;
        }
        whole = true;
      } finally {
        this.next = null;
        this.changed = changeOf(path, before, files.fstatSync(file), whole ? total : null);
      }
    } finally {
      files.closeSync(file);
    }
    if (this.changed !== null) throw this.changed;
  }
}

/**
 * Runs what reads the chunks of a file. Where it fails and the file has changed meanwhile, that is the error: what was
 * wrong may have been half of the old file and half of the new.
 */
export function unlessChanged<Result>(chunks: Iterable<Uint8Array>, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(chunks instanceof FileChunks) || chunks.changed === null || chunks.changed === error) throw error;
    chunks.changed.cause = error;
    throw chunks.changed;
  }
}

/** @param total how many bytes were read; null where not all of them were wanted. */
function changeOf(path: string, before: FileStat, after: FileStat, total: number | null): FileError | null {
  const { size } = before;
  if (after.size === size && after.mtimeMs === before.mtimeMs && (total ?? size) === size) return null;
  const read = total === null ? "" : `, ${total} read`;
  const expected = "a file that nothing writes to meanwhile: read it again once it is complete";
  const actual = `changed while it was read (${size} bytes before${read}, ${after.size} after)`;
  return fileError(path, actual, expected);
}

/** All bytes of a file. @throws FileError, also where it is larger than the memory that is free. */
export function fileBytes(path: string): Uint8Array {
  const { size } = readableFile(path);
  checkMemory(size / 8, "path", path, `${shownPath(path)}, to be read at once`);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of new FileChunks(path)) {
    // Whatever is more than there was is not wanted: the file has changed.
    bytes.set(chunk.subarray(0, Math.max(0, size - at)), Math.min(at, size));
    at += chunk.length;
  }
  return bytes;
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

/** Runs `read`, and puts the file's name before the message of a ValueError. */
export function inFile<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof ValueError) error.message = `${shownPath(name)}: ${error.message}`;
    throw error;
  }
}
