import { LabelPlaces } from "./label-places";
import type { LabelPlace } from "./label-places";

/** The positions of a map's points in a picture, and where their names are written. */
export interface MapPlaces {
  /** From the left, in the units of the picture. */
  readonly x: Float64Array;
  /** From the top, in the units of the picture. */
  readonly y: Float64Array;
  /** The place of each name; null where there is no room for it. */
  readonly names: readonly (LabelPlace | null)[];
}

/** The free margin at the edges, in pixels. */
const MAP_MARGIN = 28;
/** The most points that all get their names, by lines where there is no room beside them; more would be a thicket. */
const MOST_NAMED = 60;
/** How far such a name may be from its point, in pixels. */
const REACH = 200;

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
  const named = points.names.map((name, k) => ({ name, x: x[k], y: y[k] }));
  return { x, y, names: new LabelPlaces(named, { width, height, reach: nameReach(named.length) }).all() };
}

/** How far the names of so many points may be from them, in pixels. */
export function nameReach(count: number): number {
  return count <= MOST_NAMED ? REACH : 0;
}

/** On a phone, names need more height than the points do. */
const LEAST_HEIGHT = 180;

/** The height of a picture whose points fill the width with the same scale on both axes, within bounds. */
export function mapHeight(
  points: { readonly x: readonly number[]; readonly y: readonly number[] },
  width: number,
): number {
  const [[x0, x1], [y0, y1]] = [extentOf(points.x), extentOf(points.y)];
  const shape = x1 > x0 ? (y1 - y0) / (x1 - x0) : 1;
  const least = Math.max(0.3 * width, LEAST_HEIGHT);
  return Math.round(
    Math.min(0.66 * width, Math.max(least, 2 * MAP_MARGIN + shape * (width - 2 * MAP_MARGIN))),
  );
}

function extentOf(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 0];
}
