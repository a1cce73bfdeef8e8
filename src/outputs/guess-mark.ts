import { lineCrosses } from "./label-lines";
import type { Line } from "./label-lines";

/** A place of a chart, in pixels from its left and its top. */
export type ChartPlace = readonly [x: number, y: number];

/** Half the height of the number, about the width of one of its digits, and half that of the bar of a spread, in pixels. */
const NUMBER = { half: 7, digit: 7, bar: 4 };
/** How far the middle of the number may be from that of the ring, up and down, in pixels. */
const DISTANCES = [15, 20, 26, 34];

/**
 * Where the middle of the number of a ring stands: as near to the ring as no curve goes through it, or where the fewest do.
 * @param curves the places of each curve, from left to right, and the ends of each bar. @param at the middle of the ring. @param digits the length
 * of the number. @param size what the number may not leave.
 */
export function ringNumberPlace(
  curves: readonly (readonly ChartPlace[])[],
  at: ChartPlace,
  digits: number,
  size: { readonly width: number; readonly height: number },
): ChartPlace {
  const half = (digits * NUMBER.digit) / 2;
  const aside = half + NUMBER.bar;
  const lines = curves.flatMap((places): Line[] =>
    places.slice(1).map(([x2, y2], k) => ({ x1: places[k][0], y1: places[k][1], x2, y2 })),
  );
  let [best, least] = [at, Infinity];
  for (const down of DISTANCES) {
    for (const [across, side] of [
      [0, -1],
      [0, 1],
      [aside, -1],
      [aside, 1],
      [-aside, -1],
      [-aside, 1],
    ]) {
      const x = Math.min(Math.max(at[0] + across, half), size.width - half);
      const y = at[1] + side * down;
      const box = { left: x - half, right: x + half, top: y - NUMBER.half, bottom: y + NUMBER.half };
      if (box.top < -NUMBER.half || box.bottom > size.height) continue;
      const crossed = lines.filter((line) => lineCrosses(line, box)).length;
      if (crossed < least) [best, least] = [[x, y], crossed];
    }
  }
  return best;
}
