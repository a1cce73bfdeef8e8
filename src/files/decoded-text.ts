import { EnvironmentError, wrongArgument } from "../errors";
import { fileError } from "./path";

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
   */
  constructor(
    private readonly chunks: Iterable<Uint8Array>,
    private readonly encoding: string,
    private readonly path: string,
    readonly length: number | null = null,
  ) {}

  /** The text in pieces. @throws FileError where the bytes are not valid in the encoding. */
  *[Symbol.iterator](): Generator<string> {
    const decoder = createDecoder(this.encoding);
    for (const chunk of this.chunks) yield this.decode(decoder, chunk);
    yield this.decode(decoder);
  }

  /** The text in pieces: as bytes, which are valid until the next piece, where these are ASCII and so the same. */
  *pieces(): Generator<string | Uint8Array> {
    const decoder = createDecoder(this.encoding);
    // The first bytes may be a mark, and the last ones of a chunk the beginning of a character.
    let between = false;
    for (const chunk of this.chunks) {
      if (chunk.length === 0) continue;
      if (between && decoder.encoding === "utf-8" && isAscii(chunk)) {
        yield chunk;
        continue;
      }
      yield this.decode(decoder, chunk);
      between = chunk[chunk.length - 1] < ASCII_END;
    }
    yield this.decode(decoder);
  }

  private decode(decoder: Decoder, chunk?: Uint8Array): string {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      const expected = 'this encoding, or another one told, such as encoding: "latin1"';
      throw fileError(this.path, `is not text in ${this.encoding}`, expected, cause);
    }
  }
}

const ASCII_END = 128;

function isAscii(bytes: Uint8Array): boolean {
  const { buffer, byteOffset, length } = bytes;
  let all = 0;
  let at = 0;
  if (byteOffset % 4 === 0) {
    // Four bytes at once.
    const words = new Int32Array(buffer, byteOffset, length >> 2);
    let bits = 0;
    for (let k = 0; k < words.length; k++) bits |= words[k];
    if ((bits & 0x80808080) !== 0) return false;
    at = length & ~3;
  }
  for (; at < length; at++) all |= bytes[at];
  return all < ASCII_END;
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
