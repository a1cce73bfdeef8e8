import { Buffer } from "node:buffer";
/** Pictures that move, as GIF: what a README can show without a player. */

/**
 * A picture of a film: red, green, blue and opacity of each pixel, row by row.
 * @typedef {Uint8ClampedArray | Uint8Array} Pixels
 */

/** The index that leaves a pixel as it was before. */
const SAME = 255;
/** Bits of a channel by which colours are counted: shades that differ by less look alike. */
const BITS = 5;

/**
 * Writes a film that begins again at its end. Colours beyond the 255 most frequent ones become the nearest of these.
 * @param {{ width: number, height: number, frames: readonly Pixels[], delays: readonly number[] }} film delays in
 * hundredths of a second, one a frame
 * @returns {Buffer}
 */
export function gif({ width, height, frames, delays }) {
  const { colours, indexOf } = palette(frames);
  const table = Buffer.alloc(3 * 256);
  colours.forEach((colour, k) => table.writeUIntBE(colour, 3 * k, 3));
  const head = Buffer.from("GIF89a\0\0\0\0\xf7\0\0", "latin1");
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  const again = Buffer.from("\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0", "latin1");
  /** @type {Buffer[]} */
  const parts = [head, table, again];
  /** @type {Uint8Array | null} */
  let before = null;
  for (const [k, pixels] of frames.entries()) {
    const now = Uint8Array.from({ length: width * height }, (_, at) => indexOf(pixels, 4 * at));
    const shown = before ? now.map((index, at) => (index === before?.[at] ? SAME : index)) : now;
    before = now;
    const control = Buffer.from([0x21, 0xf9, 4, 0b0101, 0, 0, SAME, 0]);
    control.writeUInt16LE(delays[k], 4);
    const place = Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    place.writeUInt16LE(width, 5);
    place.writeUInt16LE(height, 7);
    parts.push(control, place, packed(shown));
  }
  return Buffer.concat([...parts, Buffer.from([0x3b])]);
}

/**
 * The most frequent colours of all frames, and which of them a pixel gets.
 * @param {readonly Pixels[]} frames
 */
function palette(frames) {
  /** @type {Map<number, { count: number, colour: number }>} */
  const seen = new Map();
  for (const pixels of frames)
    for (let at = 0; at < pixels.length; at += 4) {
      const key = coarse(pixels, at);
      const known = seen.get(key);
      if (known) known.count++;
      else seen.set(key, { count: 1, colour: (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2] });
    }
  const frequent = [...seen].sort(([, a], [, b]) => b.count - a.count).slice(0, SAME);
  const colours = frequent.map(([, { colour }]) => colour);
  const indices = new Map(frequent.map(([key], k) => [key, k]));
  /** @param {Pixels} pixels @param {number} at */
  const indexOf = (pixels, at) => {
    const key = coarse(pixels, at);
    const known = indices.get(key);
    if (known !== undefined) return known;
    const far = colours.map((colour) =>
      Math.hypot(
        (colour >> 16) - pixels[at],
        ((colour >> 8) & 255) - pixels[at + 1],
        (colour & 255) - pixels[at + 2],
      ),
    );
    const nearest = far.indexOf(Math.min(...far));
    indices.set(key, nearest);
    return nearest;
  };
  return { colours, indexOf };
}

/** @param {Pixels} pixels @param {number} at */
function coarse(pixels, at) {
  const [red, green, blue] = [0, 1, 2].map((channel) => pixels[at + channel] >> (8 - BITS));
  return (red << (2 * BITS)) | (green << BITS) | blue;
}

/** Compresses indices by LZW, in blocks of 255 bytes. @param {Uint8Array} indices @returns {Buffer} */
function packed(indices) {
  const [clear, end] = [256, 257];
  /** @type {number[]} */
  const bytes = [];
  let [bits, held] = [0, 0];
  let width = 9;
  /** @param {number} code */
  const write = (code) => {
    held |= code << bits;
    for (bits += width; bits >= 8; bits -= 8, held >>>= 8) bytes.push(held & 255);
  };
  let next = end + 1;
  /** @type {Map<number, number>} */
  let codes = new Map();
  write(clear);
  let prefix = indices[0];
  for (const index of indices.subarray(1)) {
    const key = prefix * 256 + index;
    const known = codes.get(key);
    if (known !== undefined) {
      prefix = known;
      continue;
    }
    write(prefix);
    prefix = index;
    if (next < 4096) {
      codes.set(key, next);
      // The first code that needs another bit is written after this one.
      if (next++ === 2 ** width) width++;
    } else {
      write(clear);
      [codes, next, width] = [new Map(), end + 1, 9];
    }
  }
  write(prefix);
  if (next === 2 ** width && next < 4096) width++;
  write(end);
  if (bits > 0) bytes.push(held & 255);
  /** @type {Buffer[]} */
  const blocks = [Buffer.from([8])];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.slice(at, at + 255);
    blocks.push(Buffer.from([block.length, ...block]));
  }
  return Buffer.concat([...blocks, Buffer.from([0])]);
}
