import type { PlaneFeatures, PlanePoint } from "./plane-geometry";
import type { MatrixLike } from "../payload/build";
import type { Labels } from "../payload/types";

/** A row or a column of a factorization as an arrow from the origin. */
export interface PlaneArrow {
  /** A row of L, or a column of U. */
  readonly kind: "row" | "column";
  /** Its index among those of its kind. */
  readonly index: number;
  /** What it is called: `L[0]`, `U[:,0]` where it has no name. */
  readonly name: string;
  /** Its tip, in factors. */
  readonly tip: PlanePoint;
}

/** What the arrows are made of. */
export interface PlaneParts {
  /** rows × features. */
  readonly L: MatrixLike;
  /** features × columns. */
  readonly U: Omit<MatrixLike, "rows">;
  /** What rows and columns are called. */
  readonly labels?: Labels;
}

/** The arrows of all columns, then of all rows: names of columns, which are fewer in most tables, come first. */
export function planeArrows({ L, U, labels = {} }: PlaneParts, features: PlaneFeatures): PlaneArrow[] {
  const [across, up] = features;
  const point = (at: (feature: number) => number): PlanePoint => [at(across), up === undefined ? 0 : at(up)];
  const columns = Array.from({ length: U.columns }, (_, index): PlaneArrow => {
    const tip = point((t) => U.values[t * U.columns + index]);
    return { kind: "column", index, name: labels.columns?.[index] ?? `U[:,${index}]`, tip };
  });
  const rows = Array.from({ length: L.rows }, (_, index): PlaneArrow => {
    const tip = point((t) => L.values[index * L.columns + t]);
    return { kind: "row", index, name: labels.rows?.[index] ?? `L[${index}]`, tip };
  });
  return [...columns, ...rows];
}

/** The part of the plane that a picture shows, in factors. */
export interface PlaneExtent {
  /** The least number across. */
  readonly left: number;
  /** The largest number across. */
  readonly right: number;
  /** The least number up. */
  readonly bottom: number;
  /** The largest number up. */
  readonly top: number;
}

/** The part of the plane that holds the origin and all points. */
export function planeExtent(points: Iterable<PlanePoint>): PlaneExtent {
  let [left, right, bottom, top] = [0, 0, 0, 0];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return { left, right, bottom, top };
}

/** The free margins of a picture, in its units: names stand beside the arrows. */
const MARGIN = { across: 44, down: 26 };

/** Where points of the plane lie in a picture, with the same scale on both axes. */
export class PlaneScale {
  /** Units of the picture for one of the factors. */
  readonly scale: number;
  private readonly middle: PlanePoint;

  constructor(
    { left, right, bottom, top }: PlaneExtent,
    /** The width of the picture. */
    readonly width: number,
    /** The height of the picture. */
    readonly height: number,
  ) {
    // Numbers up to the largest that there are: their differences may not be numbers any more, their halves are.
    const across = right / 2 - left / 2;
    const up = top / 2 - bottom / 2;
    const fit = Math.min((width / 2 - MARGIN.across) / across, (height / 2 - MARGIN.down) / up);
    // Arrows without length need no scale.
    this.scale = Number.isFinite(fit) ? fit : 1;
    this.middle = [left / 2 + right / 2, bottom / 2 + top / 2];
  }

  /** From the left and from the top of the picture. */
  place([x, y]: PlanePoint): [x: number, y: number] {
    const { scale, middle, width, height } = this;
    return [width / 2 + (x - middle[0]) * scale, height / 2 - (y - middle[1]) * scale];
  }

  /** The point of the plane at a place of the picture. */
  point([x, y]: readonly [number, number]): PlanePoint {
    const { scale, middle, width, height } = this;
    return [middle[0] + (x - width / 2) / scale, middle[1] - (y - height / 2) / scale];
  }
}

/** The head of an arrow, as the points of a polygon; nothing where the arrow is too short for one. */
export function arrowHead([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): string {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length > 1)) return "";
  const [across, down] = [(x1 - x0) / length, (y1 - y0) / length];
  const size = Math.min(9, length);
  const [bx, by] = [x1 - size * across, y1 - size * down];
  const half = 0.42 * size;
  const corners = [
    [x1, y1],
    [bx - half * down, by + half * across],
    [bx + half * down, by - half * across],
  ];
  return corners.map((corner) => corner.map((value) => value.toFixed(1)).join(",")).join(" ");
}
