import { zlibSync } from "fflate";
import { crc32 } from "../crc32";

/** A picture of few colours: a byte for each pixel, row by row, which is the number of its colour. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** width × height numbers of colours. */
  readonly colours: Uint8Array;
  /** Up to 256 colours, each as red, green and blue. */
  readonly palette: readonly (readonly number[])[];
}

/** What every engine has for base64. */
const { btoa } = globalThis as unknown as Record<"btoa", (text: string) => string>;
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Eight bits a pixel, and colours from a palette. */
const INDEXED = [8, 3, 0, 0, 0];

/**
 * A PNG as an address that holds it: a tenth of what a shape for each pixel takes.
 * @see PNG Specification, third edition, 11.2
 */
export function pngAddress(pixels: Pixels): string {
  const { width, height, palette } = pixels;
  const bytes = [
    ...SIGNATURE,
    ...chunk("IHDR", [...word(width), ...word(height), ...INDEXED]),
    ...chunk("PLTE", palette.flat()),
    ...chunk("IDAT", zlibSync(lines(pixels), { level: 9 })),
    ...chunk("IEND", []),
  ];
  return `data:image/png;base64,${btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""))}`;
}

/** The pixels as an image of an svg, of any size, with sharp edges. */
export function pixelImage(pixels: Pixels, width: number, height: number): string {
  return (
    `<image width="${width}" height="${height}" preserveAspectRatio="none" image-rendering="pixelated" ` +
    `href="${pngAddress(pixels)}"/>`
  );
}

/** The rows of pixels, each behind a zero, which says that they stand as they are. */
function lines({ width, height, colours }: Pixels): Uint8Array {
  const bytes = new Uint8Array(height * (width + 1));
  for (let i = 0; i < height; i++)
    bytes.set(colours.subarray(i * width, (i + 1) * width), i * (width + 1) + 1);
  return bytes;
}

function chunk(type: string, content: Iterable<number>): number[] {
  const named = [...Array.from(type, (letter) => letter.charCodeAt(0)), ...content];
  return [...word(named.length - 4), ...named, ...word(crc32(Uint8Array.from(named)))];
}

/** A number in four bytes, the largest first. */
function word(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
}
