/** The first of the characters that stand for bytes. */
const FIRST = 35;
/** Bytes below this are a character alone. */
const ALONE = 90;

/**
 * Bytes as text that compresses nearly as well as they do, in ASCII, which no bundler escapes: see `bytesOf` in
 * src/kernels/web-assembly.ts, which reads it.
 * @param {Uint8Array} bytes
 */
export function byteText(bytes) {
  const character = (/** @type {number} */ code) => String.fromCharCode(FIRST + code);
  return Array.from(bytes, (byte) => {
    if (byte < ALONE) return character(byte);
    return byte < 2 * ALONE ? `}${character(byte - ALONE)}` : `~${character(byte - 2 * ALONE)}`;
  }).join("");
}
