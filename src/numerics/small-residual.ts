import type { GradientIteration } from "./gradient-iteration";

/** Tables with no more rows and columns than this have a form of their own. */
export const SMALL = 8;
const HALF = 4;

/**
 * As `byResidual` in gradient-iteration.ts, for at most {@link SMALL} rows and columns. There a loop of three or six steps
 * takes longer to begin and end than to run; here lines of E and Y are filled with zeros to four or eight numbers, and are
 * written out. Lines do not depend on each other, so that all of them take the step of one feature before the next.
 */
export function bySmallResidual(
  D: Float64Array,
  L: Float64Array,
  U: Float64Array,
  rows: number,
  features: number,
  columns: number,
  regularization: number = 0,
): GradientIteration {
  const [width, height] = [widthOf(columns), widthOf(rows)];
  const E = new Float64Array(rows * width);
  const Et = new Float64Array(columns * height);
  const [Y, X] = [new Float64Array(features * width), new Float64Array(features * height)];
  const [sweepRows, sweepColumns] = [sweepOf(width), sweepOf(height)];
  const [penaltyL, penaltyU] = [regularization * columns, regularization * rows];
  return (rate) => {
    widen(U, features, columns, 1, columns, Y, width);
    smallResidual(D, L, Y, rows, columns, features, width, E);
    sweepRows(E, L, features, 1, Y, rows, features, (2 * rate) / columns, penaltyL);
    widen(L, features, 1, features, rows, X, height);
    widen(E, columns, 1, width, rows, Et, height);
    sweepColumns(Et, U, 1, columns, X, columns, features, (2 * rate) / rows, penaltyU);
    let sum = 0;
    for (let e = 0; e < Et.length; e++) sum += Et[e] * Et[e];
    return sum;
  };
}

const widthOf = (count: number): number => (count <= HALF ? HALF : SMALL);
const sweepOf = (width: number): Sweep => (width === HALF ? sweepFour : sweepEight);

/** Copies `lines` lines of `count` numbers each into lines of `width` numbers: (l, j) is number l·line + j·step of A. */
function widen(
  A: Float64Array,
  lines: number,
  line: number,
  step: number,
  count: number,
  W: Float64Array,
  width: number,
): void {
  for (let l = 0; l < lines; l++)
    for (let j = 0, a = l * line, w = l * width; j < count; j++, a += step) W[w + j] = A[a];
}

/** Writes E = D − L·Y, four columns at a time. */
function smallResidual(
  D: Float64Array,
  L: Float64Array,
  Y: Float64Array,
  rows: number,
  columns: number,
  features: number,
  width: number,
  E: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) E[i * width + j] = D[i * columns + j];
    for (let j = 0; j < width; j += HALF) {
      const e = i * width + j;
      let a = E[e];
      let b = E[e + 1];
      let c = E[e + 2];
      let d = E[e + 3];
      for (let t = 0, l = i * features, y = j; t < features; t++, l++, y += width) {
        const x = L[l];
        a -= x * Y[y];
        b -= x * Y[y + 1];
        c -= x * Y[y + 2];
        d -= x * Y[y + 3];
      }
      E[e] = a;
      E[e + 1] = b;
      E[e + 2] = c;
      E[e + 3] = d;
    }
  }
}

/**
 * Sweeps n lines of X, whose entry (i, t) is number i·line + t·step, feature by feature, and keeps E up to date. Y has the
 * numbers of each feature one after another.
 */
type Sweep = (
  E: Float64Array,
  X: Float64Array,
  line: number,
  step: number,
  Y: Float64Array,
  n: number,
  features: number,
  scale: number,
  penalty: number,
) => void;

const sweepFour: Sweep = (E, X, line, step, Y, n, features, scale, penalty) => {
  for (let t = 0, y = 0; t < features; t++, y += 4) {
    const a = Y[y];
    const b = Y[y + 1];
    const c = Y[y + 2];
    const d = Y[y + 3];
    for (let i = 0, e = 0, x = t * step; i < n; i++, e += 4, x += line) {
      const sum = E[e] * a + E[e + 1] * b + (E[e + 2] * c + E[e + 3] * d);
      const gain = scale * (sum - penalty * X[x]);
      X[x] += gain;
      E[e] -= gain * a;
      E[e + 1] -= gain * b;
      E[e + 2] -= gain * c;
      E[e + 3] -= gain * d;
    }
  }
};

const sweepEight: Sweep = (E, X, line, step, Y, n, features, scale, penalty) => {
  for (let t = 0, y = 0; t < features; t++, y += 8) {
    const a = Y[y];
    const b = Y[y + 1];
    const c = Y[y + 2];
    const d = Y[y + 3];
    const f = Y[y + 4];
    const g = Y[y + 5];
    const h = Y[y + 6];
    const k = Y[y + 7];
    for (let i = 0, e = 0, x = t * step; i < n; i++, e += 8, x += line) {
      const first = E[e] * a + E[e + 1] * b + (E[e + 2] * c + E[e + 3] * d);
      const second = E[e + 4] * f + E[e + 5] * g + (E[e + 6] * h + E[e + 7] * k);
      const gain = scale * (first + second - penalty * X[x]);
      X[x] += gain;
      E[e] -= gain * a;
      E[e + 1] -= gain * b;
      E[e + 2] -= gain * c;
      E[e + 3] -= gain * d;
      E[e + 4] -= gain * f;
      E[e + 5] -= gain * g;
      E[e + 6] -= gain * h;
      E[e + 7] -= gain * k;
    }
  }
};
