import { crc32 } from "../../crc32";
import { attempt } from "../../outputs/attempt";
import { bytesOf } from "./tensor";
import type { Numbers } from "./tensor";

/** What every engine has for it; taken before a cell can replace it. */
const { atob, btoa } = globalThis as unknown as Record<"atob" | "btoa", (text: string) => string>;
/** The number of characters in one piece of text, a multiple of 4. */
const PIECE_LENGTH = 1 << 15;
const PIECE_BYTES = (PIECE_LENGTH / 4) * 3;

/** The bytes of numbers as base64, which keeps each bit; little-endian, as on every machine that runs JavaScript. */
export function toBase64(values: Numbers): string {
  const bytes = bytesOf(values);
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += PIECE_BYTES)
    // eslint-disable-next-line factorlab/no-spread-arguments -- a piece is so short that the stack holds it
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(from, from + PIECE_BYTES))));
  return pieces.join("");
}

/** The bytes of base64 text, or null if the text is not base64. */
export function fromBase64(text: string): Uint8Array | null {
  const padding = text.endsWith("==") ? 2 : Number(text.endsWith("="));
  if (text.length % 4 !== 0) return null;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let from = 0; from < text.length; from += PIECE_LENGTH) {
    const piece = attempt(() => atob(text.slice(from, from + PIECE_LENGTH)), "");
    for (let k = 0; k < piece.length; k++) bytes[at++] = piece.charCodeAt(k);
  }
  // Fewer where there were blanks or other signs, which `atob` passes over or refuses; padding ends the text alone.
  return at === bytes.length ? bytes : null;
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
