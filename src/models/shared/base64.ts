import { crc32 } from "../../files/crc32";
import { bytesOf } from "./tensor";
import type { Numbers } from "./tensor";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const DIGIT_VALUES = new Map(Array.from(DIGITS, (digit, value) => [digit.charCodeAt(0), value]));
/** The number of characters in one piece of text. */
const PIECE_LENGTH = 1 << 15;

/** The bytes of numbers as base64, which keeps each bit; little-endian, as on every machine that runs JavaScript. */
export function toBase64(values: Numbers): string {
  const bytes = bytesOf(values);
  const pieces: string[] = [];
  let codes: number[] = [];
  for (let k = 0; k < bytes.length; k += 3) {
    const three = (bytes[k] << 16) | ((bytes[k + 1] ?? 0) << 8) | (bytes[k + 2] ?? 0);
    for (let shift = 18, left = bytes.length - k; shift >= 0; shift -= 6, left--)
      codes.push(left >= 0 ? DIGITS.charCodeAt((three >> shift) & 63) : 61);
    if (codes.length >= PIECE_LENGTH) {
      // eslint-disable-next-line factorlab/no-spread-arguments -- a piece is so short that the stack holds it
      pieces.push(String.fromCharCode(...codes));
      codes = [];
    }
  }
  // eslint-disable-next-line factorlab/no-spread-arguments -- a piece is so short that the stack holds it
  pieces.push(String.fromCharCode(...codes));
  return pieces.join("");
}

/** The bytes of base64 text, or null if the text is not base64. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let k = 0, at = 0; k < text.length; k += 4) {
    let three = 0;
    for (let d = 0; d < 4; d++) {
      const isPadding = k + d >= text.length - padding;
      const value = isPadding ? 0 : DIGIT_VALUES.get(text.charCodeAt(k + d));
      if (value === undefined) return null;
      three = (three << 6) | value;
    }
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (three >> shift) & 255;
  }
  return bytes;
}

/** CRC-32 of the UTF-16 bytes of text, as hexadecimal: it detects any changed bit or burst of bits. */
export function textChecksum(text: string): string {
  let sum = 0;
  for (let from = 0; from < text.length; from += PIECE_LENGTH) {
    const piece = text.slice(from, from + PIECE_LENGTH);
    const bytes = new Uint8Array(2 * piece.length);
    for (let k = 0; k < piece.length; k++) {
      const unit = piece.charCodeAt(k);
      bytes[2 * k] = unit & 255;
      bytes[2 * k + 1] = unit >> 8;
    }
    sum = crc32(bytes, sum);
  }
  return sum.toString(16).padStart(8, "0");
}
