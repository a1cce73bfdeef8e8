/** The positions of a map's points in a picture, and which names fit beside them. */
export interface MapPlaces {
  /** From the left, in the units of the picture. */
  readonly x: Float64Array;
  /** From the top, in the units of the picture. */
  readonly y: Float64Array;
  /** The points whose names are written beside them, and on which side. */
  readonly named: ReadonlyMap<number, "left" | "right">;
  /** The points whose names are written further off, with a line to the dot: where the middle of the name is. */
  readonly apart: ReadonlyMap<number, NamePlace>;
}

/** Where a name is written that does not fit beside its dot, and where the line to the dot begins. */
export interface NamePlace {
  /** The middle of the name, from the left, in the units of the picture. */
  readonly x: number;
  /** The middle of the name, from the top, in the units of the picture. */
  readonly y: number;
  /** Where the line from the dot ends, before the name. */
  readonly line: {
    /** From the left, in the units of the picture. */
    readonly x: number;
    /** From the top, in the units of the picture. */
    readonly y: number;
  };
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
 * Names are written where they overlap neither another name nor a dot nor the edge; earlier points come first. What
 * does not fit beside its dot is written further off; of many points some stay without a name.
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
  return { x, y, named, apart: namesApart(points.names, { x, y, named, taken }, width, height) };
}

/** How far off names are written, in steps, and in how many directions. */
const RINGS = { step: 12, most: 16, directions: 24 } as const;

/** Finds places for the names that do not fit beside their dots: the nearest free ones. */
function namesApart(
  names: readonly string[],
  { x, y, named, taken }: Pick<MapPlaces, "x" | "y" | "named"> & { taken: Box[] },
  width: number,
  height: number,
): Map<number, NamePlace> {
  const apart = new Map<number, NamePlace>();
  names.forEach((name, k) => {
    if (named.has(k)) return;
    const half = (Math.min(name.length, LONGEST_NAME) * NAME_LETTER_WIDTH) / 2 + 2;
    for (const place of placesAround(x[k], y[k], half)) {
      const box = boxAround(place, half);
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      if (!inside || taken.some((other) => overlaps(box, other)) || holdsDot(box, x, y)) continue;
      taken.push(box);
      apart.set(k, place);
      return;
    }
  });
  return apart;
}

function* placesAround(x: number, y: number, half: number): Generator<NamePlace> {
  for (let ring = 1; ring <= RINGS.most; ring++) {
    for (let k = 0; k < RINGS.directions; k++) {
      // To the right first, then to either side of that.
      const turn = (k % 2 === 0 ? 1 : -1) * Math.ceil(k / 2) * ((2 * Math.PI) / RINGS.directions);
      const [right, up] = [Math.cos(turn), Math.sin(turn)];
      const distance = DOT + ring * RINGS.step;
      const line = { x: x + distance * right, y: y - distance * up };
      yield { x: line.x + half * right, y: line.y - HALF_LINE * up, line };
    }
  }
}

function boxAround({ x, y }: NamePlace, half: number): Box {
  return { left: x - half, right: x + half, top: y - HALF_LINE, bottom: y + HALF_LINE };
}

function holdsDot(box: Box, x: Float64Array, y: Float64Array): boolean {
  const near = DOT / 2;
  return x.some(
    (dotX, k) =>
      dotX > box.left - near && dotX < box.right + near && y[k] > box.top - near && y[k] < box.bottom + near,
  );
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
