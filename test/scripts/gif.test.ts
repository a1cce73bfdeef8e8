import { expect, test } from "vitest";
import { gif } from "../../scripts/lib/gif.mjs";

/** The indices of each frame of a GIF with one table of 256 colours. @see CompuServe 1990, GIF89a, appendix F */
function framesOf(file: Buffer): number[][] {
  const frames: number[][] = [];
  for (let at = 13 + 768; file[at] !== 0x3b;) {
    if (file[at] === 0x2c) {
      const bytes: number[] = [];
      at += 11;
      for (; file[at] > 0; at += file[at] + 1) bytes.push(...file.subarray(at + 1, at + 1 + file[at]));
      frames.push(unpacked(bytes));
    } else {
      at += 2;
      for (; file[at] > 0; at += file[at] + 1);
    }
    at++;
  }
  return frames;
}

function unpacked(bytes: readonly number[]): number[] {
  const first = Array.from({ length: 258 }, (_, k) => [k]);
  let [codes, width, at, before] = [first.slice(), 9, 0, [] as number[]];
  const found: number[] = [];
  for (;;) {
    let code = 0;
    for (let bit = 0; bit < width; bit++, at++) code |= ((bytes[at >> 3] >> (at & 7)) & 1) << bit;
    if (code === 257) return found;
    if (code === 256) {
      [codes, width, before] = [first.slice(), 9, []];
      continue;
    }
    const run: number[] = codes[code] ?? [...before, before[0]];
    found.push(...run);
    if (before.length > 0 && codes.length < 4096) codes.push([...before, run[0]]);
    if (codes.length === 2 ** width && width < 12) width++;
    before = run;
  }
}

const colourAt = (file: Buffer, index: number): number => file.readUIntBE(13 + 3 * index, 3);

test("a film has its colours back, and of later frames only what differs", () => {
  const [width, height] = [90, 70];
  // Few colours, and so little order that all widths of codes are needed.
  const colours = [0xff0000, 0x00ff00, 0x3050a0, 0xffffff];
  const chosen = (k: number, frame: number): number =>
    (k * k * 7 + (k >> 3) + (k % 11 === 0 ? frame : 0)) % 4;
  const pixels = (frame: number): Uint8Array =>
    Uint8Array.from({ length: 4 * width * height }, (_, at) => {
      const colour = colours[chosen(at >> 2, frame)];
      return at % 4 === 3 ? 255 : (colour >> (16 - 8 * (at % 4))) & 255;
    });
  const file = gif({ width, height, frames: [pixels(0), pixels(1)], delays: [5, 100] });
  expect(file.subarray(0, 6).toString("latin1")).toBe("GIF89a");
  expect([file.readUInt16LE(6), file.readUInt16LE(8)]).toEqual([width, height]);
  const [first, second] = framesOf(file);
  expect(first.map((index) => colourAt(file, index))).toEqual(
    Array.from({ length: width * height }, (_, k) => colours[chosen(k, 0)]),
  );
  const same = second.map((index) => index === 255);
  expect(same).toEqual(Array.from({ length: width * height }, (_, k) => k % 11 !== 0));
  second.forEach((index, k) => index < 255 && expect(colourAt(file, index)).toBe(colours[chosen(k, 1)]));
});

test("more colours than there is room for become the nearest of the frequent ones", () => {
  const many = Uint8Array.from({ length: 4 * 4096 }, (_, at) => {
    const k = at >> 2;
    return at % 4 === 3 ? 255 : ((k >> (4 * (at % 4))) & 15) * 17;
  });
  const file = gif({ width: 64, height: 64, frames: [many], delays: [0] });
  const off = framesOf(file)[0].map((index, k) => {
    const colour = colourAt(file, index);
    return Math.hypot(...[0, 1, 2].map((c) => ((colour >> (16 - 8 * c)) & 255) - many[4 * k + c]));
  });
  expect(Math.max(...off)).toBeLessThan(260);
  expect(off.filter((distance) => distance === 0).length).toBeGreaterThanOrEqual(255);
});
