import { EnvironmentError, wrongArgument } from "../errors";
import { fileError } from "./path";
import type { FileChunks } from "./read";

/** The part of `TextDecoder` that is used. */
export interface Decoder {
  readonly encoding: string;
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

/** What helps where text is in another encoding. */
export const OTHER_ENCODING = 'this encoding, or another one told, such as encoding: "latin1"';

/** Bytes as text, decoded piece by piece as it is gone through, once; without a byte order mark. */
export class DecodedText implements Iterable<string> {
  /**
   * @param encoding its name. @param path names the file in errors.
   * @param length how many bytes there are; null where that is not known.
   * @param file the file that the chunks are of, where they are of one.
   */
  constructor(
    private readonly chunks: Iterable<Uint8Array>,
    protected readonly encoding: string,
    protected readonly path: string,
    readonly length: number | null = null,
    readonly file: FileChunks | null = null,
  ) {}

  /** The text in pieces. @throws FileError where the bytes are not valid in the encoding. */
  *[Symbol.iterator](): Generator<string> {
    const decoder = createDecoder(this.encoding);
    for (const chunk of this.chunks) yield this.decode(decoder, chunk);
    yield this.decode(decoder);
  }

  /** The text in pieces: where it is UTF-8, as bytes that nobody has checked, each valid until the next or a read ahead. */
  *pieces(): Generator<string | Uint8Array> {
    if (createDecoder(this.encoding).encoding === "utf-8") yield* this.chunks;
    else yield* this;
  }

  /** Checks bytes of whole characters. @throws FileError where they are not valid in the encoding. */
  check(bytes: Uint8Array): void {
    this.decode(createDecoder(this.encoding), bytes);
  }

  protected decode(decoder: Decoder, chunk?: Uint8Array): string {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw fileError(this.path, `is not text in ${this.encoding}`, OTHER_ENCODING, cause);
    }
  }
}

/** What decodes bytes. @param fatal whether it refuses those that are wrong. */
export function createDecoder(encoding: string, fatal: boolean = true): Decoder {
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
