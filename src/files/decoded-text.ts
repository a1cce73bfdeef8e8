import { EnvironmentError, wrongArgument } from "../errors";
import { fileError } from "./path";
import type { FileChunks } from "./read";

/** The part of `TextDecoder` that is used. */
interface Decoder {
  readonly encoding: string;
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

/** Bytes as text, decoded piece by piece as it is gone through, once; without a byte order mark. */
export class DecodedText implements Iterable<string> {
  /**
   * @param encoding its name. @param path names the file in errors.
   * @param length how many bytes there are; null where that is not known.
   * @param file the file that the chunks are of, where they are of one.
   */
  constructor(
    private readonly chunks: Iterable<Uint8Array>,
    private readonly encoding: string,
    private readonly path: string,
    readonly length: number | null = null,
    readonly file: FileChunks | null = null,
  ) {}

  /** The text of the first bytes, the last of which may be part of a character; wrong ones are passed over. */
  static beginning(bytes: Uint8Array, encoding: string): string {
    return createDecoder(encoding, false).decode(bytes);
  }

  /** The text in pieces. @throws FileError where the bytes are not valid in the encoding. */
  *[Symbol.iterator](): Generator<string> {
    const decoder = createDecoder(this.encoding);
    let line = 1;
    for (const chunk of this.chunks) {
      yield this.decode(decoder, chunk, line);
      line += breaksIn(chunk, chunk.length);
    }
    yield this.decode(decoder, undefined, line);
  }

  /** The text in pieces: where it is UTF-8, as bytes that nobody has checked, each valid until the next or a read ahead. */
  *pieces(): Generator<string | Uint8Array> {
    if (createDecoder(this.encoding).encoding === "utf-8") yield* this.chunks;
    else yield* this;
  }

  /** Checks bytes of whole characters. @param line the line in which they begin. @throws FileError where they are not valid. */
  check(bytes: Uint8Array, line: () => number): void {
    try {
      createDecoder(this.encoding).decode(bytes);
    } catch (cause) {
      throw this.wrongBytes(bytes, line(), cause);
    }
  }

  private decode(decoder: Decoder, chunk: Uint8Array | undefined, line: number): string {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw this.wrongBytes(chunk ?? new Uint8Array(0), line, cause);
    }
  }

  private wrongBytes(bytes: Uint8Array, line: number, cause: unknown): Error {
    const { path, encoding } = this;
    const place = line + breaksIn(bytes, firstWrong(bytes, encoding));
    const expected = bytes.some(isOfNoText)
      ? "text: it has bytes that no text has"
      : 'this encoding, or another one told, such as encoding: "latin1"';
    return fileError(path, `is not text in ${encoding}: wrong bytes in line ${place}`, expected, cause);
  }
}

const [LINE_FEED, RETURN] = [10, 13];

/** Whether a byte is a sign of control that stands in no text. */
const isOfNoText = (byte: number): boolean => byte < 7 || (byte > RETURN && byte < 27);

/** How many line breaks there are before a place. */
function breaksIn(bytes: Uint8Array, to: number): number {
  let count = 0;
  for (let k = 0; k < to; k++)
    if (bytes[k] === LINE_FEED || (bytes[k] === RETURN && bytes[k + 1] !== LINE_FEED)) count++;
  return count;
}

/** Where the first line begins that is not valid in an encoding. */
function firstWrong(bytes: Uint8Array, encoding: string): number {
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(LINE_FEED, at);
    const end = found < 0 ? bytes.length : found + 1;
    try {
      createDecoder(encoding).decode(bytes.subarray(at, end));
    } catch {
      return at;
    }
    at = end;
  }
  return bytes.length;
}

function createDecoder(encoding: string, fatal: boolean = true): Decoder {
  const { TextDecoder } = globalThis as unknown as {
    TextDecoder?: new (encoding: string, options: { fatal: boolean }) => Decoder;
  };
  if (TextDecoder === undefined)
    throw new EnvironmentError("there is no TextDecoder here, expected Node or a browser");
  try {
    return new TextDecoder(encoding, { fatal });
  } catch {
    const expected = 'the name of an encoding, such as "utf-8", "latin1" or "utf-16le"';
    throw wrongArgument("encoding", encoding, expected);
  }
}
