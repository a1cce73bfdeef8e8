import { textOfCodes } from "../lists";
import { Inflate } from "fflate";
import { crc32 } from "../crc32";
import { fileError } from "./path";
import { chunksOf, usualLimit } from "./read";

/** One file in a zip archive. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly packedSize: number;
  /** 0 for stored, 8 for deflated. */
  readonly method: number;
  readonly checksum: number;
  /** The offset of its local header. */
  readonly start: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** How many packed bytes are unpacked at once: a thousand times as many may come out. */
const PACKED_PIECE = 2 ** 16;

/** An archive whose files are read piece by piece, so that they may be longer than the longest string. */
export class ZipArchive {
  readonly entries: readonly ZipEntry[];
  private readonly view: DataView;

  /**
   * @param path names the archive in errors.
   * @throws FileError if it is truncated, or not a zip archive.
   */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly path: string,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.entries = this.attempt(() => this.directory());
  }

  /** The bytes of a file in the archive. @throws FileError if its checksum is wrong. */
  *read(entry: ZipEntry): Generator<Uint8Array> {
    if (entry.size > usualLimit(entry.packedSize)) throw this.tooLarge(entry);
    let checksum = 0;
    let size = 0;
    for (const piece of this.unpacked(entry)) {
      checksum = crc32(piece, checksum);
      size += piece.length;
      if (size > entry.size) break;
      yield piece;
    }
    if (checksum !== entry.checksum || size !== entry.size) throw this.damaged(`${entry.name} is damaged`);
  }

  private *unpacked(entry: ZipEntry): Generator<Uint8Array> {
    const packed = this.attempt(() => this.packed(entry));
    if (entry.method === 0) {
      yield* chunksOf(packed);
      return;
    }
    if (entry.method !== 8) throw this.damaged(`${entry.name} is packed in an unknown way`);
    const pieces: Uint8Array[] = [];
    const inflate = new Inflate((piece) => pieces.push(piece));
    let left = packed.length;
    for (const chunk of chunksOf(packed, PACKED_PIECE)) {
      left -= chunk.length;
      this.attempt(() => inflate.push(chunk, left === 0));
      yield* pieces.splice(0);
    }
  }

  private packed(entry: ZipEntry): Uint8Array {
    const { view } = this;
    if (view.getUint32(entry.start, true) !== LOCAL_HEADER)
      throw this.damaged("an entry is not where it should be");
    const names = view.getUint16(entry.start + 26, true) + view.getUint16(entry.start + 28, true);
    const start = entry.start + 30 + names;
    if (start + entry.packedSize > view.byteLength) throw this.damaged("an entry is cut");
    return this.bytes.subarray(start, start + entry.packedSize);
  }

  private directory(): ZipEntry[] {
    const { view } = this;
    const end = this.findEnd();
    const entries: ZipEntry[] = [];
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
      if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw this.damaged("its list of files is damaged");
      const nameLength = view.getUint16(at + 28, true);
      entries.push({
        name: textOfCodes(this.bytes.subarray(at + 46, at + 46 + nameLength)),
        method: view.getUint16(at + 10, true),
        checksum: view.getUint32(at + 16, true),
        packedSize: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        start: view.getUint32(at + 42, true),
      });
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return entries;
  }

  /** The offset of the record at the end of every archive, after which a comment of up to 64 KiB may follow. */
  private findEnd(): number {
    const last = this.bytes.length - 22;
    for (let at = last; at >= Math.max(0, last - 0xffff); at--)
      if (this.view.getUint32(at, true) === END_OF_DIRECTORY) return at;
    throw this.damaged("it has no end");
  }

  /** Turns the errors that a damaged archive causes in offsets and streams into one error. */
  private attempt<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (cause) {
      if (cause instanceof RangeError || (cause as { code?: unknown }).code !== undefined)
        throw this.damaged((cause as Error).message, cause);
      throw cause;
    }
  }

  private tooLarge({ name, size, packedSize }: ZipEntry): Error {
    const actual = `has ${name}, which unpacks from ${packedSize} to ${size} bytes`;
    return fileError(this.path, actual, "less; a file that was unpacked on the disk may be of any length");
  }

  private damaged(what: string, cause?: unknown): Error {
    return fileError(this.path, `cannot be unpacked (${what})`, "a whole zip archive; get it again", cause);
  }
}
