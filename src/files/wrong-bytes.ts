import { createDecoder, DecodedText, OTHER_ENCODING } from "./decoded-text";
import type { Decoder } from "./decoded-text";
import { fileError } from "./path";

const [LINE_FEED, RETURN] = [10, 13];

/** Whether a byte is a sign of control that stands in no text. */
const isOfNoText = (byte: number): boolean => byte < 7 || (byte > RETURN && byte < 27);

/** Bytes as text, which says in which line bytes are wrong. */
export class PlacedText extends DecodedText {
  private line = 1;

  /** Checks bytes of whole characters. @param line in which they begin. @throws FileError where they are not valid. */
  override check(bytes: Uint8Array, line?: () => number): void {
    try {
      createDecoder(this.encoding).decode(bytes);
    } catch (cause) {
      throw this.wrongBytes(bytes, line?.() ?? 1, cause);
    }
  }

  protected override decode(decoder: Decoder, chunk?: Uint8Array): string {
    try {
      const text = decoder.decode(chunk, { stream: chunk !== undefined });
      if (chunk !== undefined) this.line += breaksIn(chunk, chunk.length);
      return text;
    } catch (cause) {
      throw this.wrongBytes(chunk ?? new Uint8Array(0), this.line, cause);
    }
  }

  private wrongBytes(bytes: Uint8Array, line: number, cause: unknown): Error {
    const { path, encoding } = this;
    const place = line + breaksIn(bytes, firstWrong(bytes, encoding));
    const expected = bytes.some(isOfNoText) ? "text: it has bytes that no text has" : OTHER_ENCODING;
    return fileError(path, `is not text in ${encoding}: wrong bytes in line ${place}`, expected, cause);
  }
}

/** The text of the first bytes, the last of which may be part of a character; wrong ones are passed over. */
export function decodedBeginning(bytes: Uint8Array, encoding: string): string {
  return createDecoder(encoding, false).decode(bytes);
}

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
