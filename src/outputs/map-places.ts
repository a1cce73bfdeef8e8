/** The positions of a map's points in a picture, and which names fit beside them. */
export interface MapPlaces {
  /** From the left, in the units of the picture. */
  readonly x: Float64Array;
  /** From the top, in the units of the picture. */
  readonly y: Float64Array;
  /** The points whose names are written, and on which side. */
  readonly named: ReadonlyMap<number, "left" | "right">;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The free margin at the edges, in pixels. */
const MAP_MARGIN = 28;
const NAME_LETTER_WIDTH = 6.2;
const HALF_LINE = 7;
const DOT = 6;
/** Longer names are shortened. */
export const LONGEST_NAME = 28;

/**
 * Places points so that they fill the picture, with the same scale on both axes, so that distances can be compared.
 * Names are written where they overlap neither another name nor a dot nor the edge; earlier points come first.
 */
export function mapPlaces(
  points: { readonly x: readonly number[]; readonly y: readonly number[]; readonly names: readonly string[] },
  width: number,
  height: number,
): MapPlaces {
  const [x0, x1] = extentOf(points.x);
  const [y0, y1] = extentOf(points.y);
  const scale = Math.min(
    (width - 2 * MAP_MARGIN) / (x1 - x0 || 1),
    (height - 2 * MAP_MARGIN) / (y1 - y0 || 1),
  );
  const x = Float64Array.from(points.x, (value) => width / 2 + (value - (x0 + x1) / 2) * scale);
  const y = Float64Array.from(points.y, (value) => height / 2 - (value - (y0 + y1) / 2) * scale);
  const taken: Box[] = [];
  const named = new Map<number, "left" | "right">();
  points.names.forEach((name, k) => {
    for (const side of ["right", "left"] as const) {
      const box = boxOf(x[k], y[k], Math.min(name.length, LONGEST_NAME) * NAME_LETTER_WIDTH, side);
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      if (!inside || taken.some((other) => overlaps(box, other)) || coversDot(box, x, y, k)) continue;
      taken.push(box);
      named.set(k, side);
      return;
    }
  });
  return { x, y, named };
}

/** The height of a picture whose points fill the width with the same scale on both axes, within bounds. */
export function mapHeight(
  points: { readonly x: readonly number[]; readonly y: readonly number[] },
  width: number,
): number {
  const [[x0, x1], [y0, y1]] = [extentOf(points.x), extentOf(points.y)];
  const shape = x1 > x0 ? (y1 - y0) / (x1 - x0) : 1;
  return Math.round(
    Math.min(0.66 * width, Math.max(0.3 * width, 2 * MAP_MARGIN + shape * (width - 2 * MAP_MARGIN))),
  );
}

function boxOf(x: number, y: number, length: number, side: "left" | "right"): Box {
  const from = side === "right" ? x - DOT : x - 2 * DOT - length;
  return { left: from, right: from + length + 3 * DOT, top: y - HALF_LINE, bottom: y + HALF_LINE };
}

/** Whether a name's box covers a dot, other than its own and those that coincide with it. */
function coversDot(box: Box, x: Float64Array, y: Float64Array, own: number): boolean {
  return x.some((dotX, k) => {
    if (Math.abs(dotX - x[own]) < DOT && Math.abs(y[k] - y[own]) < DOT) return false;
    return dotX > box.left - DOT / 2 && dotX < box.right && Math.abs(y[k] - y[own]) < HALF_LINE;
  });
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function extentOf(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 0];
}
