/** A point of the plane of two features, or the tip of an arrow from its origin. */
export type PlanePoint = readonly [across: number, up: number];

/** The features that the plane shows, across and up, counted from 0; a single one lies across. */
export type PlaneFeatures = readonly number[];

/** How the plane is stretched, mirrored and turned, in this order. None of it changes L·U. */
export interface PlaneChange {
  /** Rows are multiplied by it along the feature across, columns divided by it; > 0. @default 1 */
  readonly stretch: number;
  /** Whether the feature across has the other sign. @default false */
  readonly mirrored: boolean;
  /** Counter-clockwise, in degrees; without effect on a single feature. @default 0 */
  readonly turn: number;
}

/** The plane as the factors are. */
export const UNCHANGED_PLANE: PlaneChange = { stretch: 1, mirrored: false, turn: 0 };

/** An invertible 2 × 2 matrix A, row by row: L becomes L·A, U becomes A⁻¹·U. */
type PlaneMatrix = readonly [number, number, number, number];

/** Where a row and a column of a factorization lie, and how their product comes about. */
export interface Shadow {
  /** The length of the row's arrow. */
  readonly rowLength: number;
  /** The length of the column's arrow. */
  readonly columnLength: number;
  /** The cosine of the angle between both; 0 where an arrow has no length. */
  readonly cosine: number;
  /** rowLength × columnLength × cosine: what these features add to L·U. */
  readonly product: number;
  /** The end of the shadow that the row's arrow throws on the line of the column's. */
  readonly foot: PlanePoint;
}

/** The product of a row and a column in the plane, as length × length × cosine. */
export function shadowOf(row: PlanePoint, column: PlanePoint): Shadow {
  const rowLength = Math.hypot(...row);
  const columnLength = Math.hypot(...column);
  const product = row[0] * column[0] + row[1] * column[1];
  if (rowLength === 0 || columnLength === 0)
    return { rowLength, columnLength, cosine: 0, product, foot: [0, 0] };
  // Rounding may lead a hair beyond 1.
  const cosine = Math.max(-1, Math.min(1, product / rowLength / columnLength));
  const shadow = rowLength * cosine;
  const foot: PlanePoint = [(shadow * column[0]) / columnLength, (shadow * column[1]) / columnLength];
  return { rowLength, columnLength, cosine, product, foot };
}

/** The sizes of a factorization: L is rows × features, U is features × columns. */
export interface PlaneSizes {
  /** The rows of L. */
  readonly rows: number;
  /** The columns of L, and rows of U. */
  readonly features: number;
  /** The columns of U. */
  readonly columns: number;
}

/** Two factors: L is rows × features, U is features × columns, both row by row. */
export interface PlaneFactors<Numbers = ArrayLike<number>> {
  /** rows × features. */
  readonly L: Numbers;
  /** features × columns. */
  readonly U: Numbers;
}

/** The factors after a change of the plane, as copies: L·A and A⁻¹·U, whose product is that of L and U. */
export function changePlane(
  { L, U }: PlaneFactors,
  { rows, features, columns }: PlaneSizes,
  plane: PlaneFeatures,
  change: PlaneChange,
): PlaneFactors<Float64Array> {
  const changed = { L: Float64Array.from(L), U: Float64Array.from(U) };
  const A = matrixOf(change, plane);
  const back = inverse(A);
  for (let i = 0; i < rows; i++) {
    const place = (t: number): number => i * features + plane[t];
    move(changed.L, plane, place, (point) => timesFromLeft(point, A));
  }
  for (let j = 0; j < columns; j++) {
    const place = (t: number): number => plane[t] * columns + j;
    move(changed.U, plane, place, (point) => times(back, point));
  }
  return changed;
}

/** The point that a change brings to `point`: of a row, or of a column. */
export function beforeChange(
  kind: "row" | "column",
  point: PlanePoint,
  change: PlaneChange,
  plane: PlaneFeatures,
): PlanePoint {
  const A = matrixOf(change, plane);
  if (kind === "column") return times(A, point);
  return timesFromLeft(point, inverse(A));
}

function move(
  values: Float64Array,
  plane: PlaneFeatures,
  place: (t: number) => number,
  after: (point: PlanePoint) => PlanePoint,
): void {
  const moved = after([values[place(0)], plane.length > 1 ? values[place(1)] : 0]);
  for (let t = 0; t < plane.length; t++) values[place(t)] = moved[t];
}

/** A = stretch · mirror · turn. */
function matrixOf({ stretch, mirrored, turn }: PlaneChange, plane: PlaneFeatures): PlaneMatrix {
  const across = mirrored ? -stretch : stretch;
  if (plane.length < 2) return [across, 0, 0, 1];
  const angle = (turn * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return [across * cosine, across * sine, -sine, cosine];
}

function inverse([a, b, c, d]: PlaneMatrix): PlaneMatrix {
  const determinant = a * d - b * c;
  return [d / determinant, -b / determinant, -c / determinant, a / determinant];
}

function times([a, b, c, d]: PlaneMatrix, [x, y]: PlanePoint): PlanePoint {
  return [a * x + b * y, c * x + d * y];
}

function timesFromLeft([x, y]: PlanePoint, [a, b, c, d]: PlaneMatrix): PlanePoint {
  return [x * a + y * c, x * b + y * d];
}
