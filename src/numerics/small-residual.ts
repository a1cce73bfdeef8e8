/** Tables with no more rows and columns than this have a form of their own. */
export const SMALL = 8;
const HALF = 4;

/**
 * As `byResidual` in gradient-iteration.ts, for at most {@link SMALL} rows and columns. There a loop of three or six steps
 * takes longer to begin and end than to run; here lines of E and Y are filled with zeros to four, six or eight numbers, and
 * are written out. Lines do not depend on each other, so that all of them take the step of one feature before the next.
 */
export function bySmallResidual(
  D: Float64Array,
  L: Float64Array,
  U: Float64Array,
  rows: number,
  features: number,
  columns: number,
  regularization: number = 0,
): (rate: number) => number {
  const width = columns <= HALF ? HALF : SMALL;
  const height = rows <= HALF ? HALF : rows <= 6 ? 6 : SMALL;
  const E = new Float64Array(rows * width);
  const Et = new Float64Array(columns * height);
  const [Y, X] = [new Float64Array(features * width), new Float64Array(features * height)];
  const [sweepRows, sweepColumns] = [SWEEPS[width], SWEEPS[height]];
  const [penaltyL, penaltyU] = [regularization * columns, regularization * rows];
  return (rate) => {
    for (let t = 0, u = 0; t < features; t++)
      for (let j = 0, y = t * width; j < columns; j++, u++, y++) Y[y] = U[u];
    smallResidual(D, L, Y, rows, columns, features, width, E);
    sweepRows(E, L, features, 1, Y, rows, features, (2 * rate) / columns, penaltyL, X, height);
    transposeErrors(E, rows, width, columns, Et, height);
    sweepColumns(Et, U, 1, columns, X, columns, features, (2 * rate) / rows, penaltyU, Y, width);
    let sum = 0;
    for (let e = 0; e < Et.length; e++) sum += Et[e] * Et[e];
    return sum;
  };
}

/** Writes the lines of E's transpose. Their rest becomes zero, also where an iteration that ran away has left NaN in it. */
function transposeErrors(
  E: Float64Array,
  rows: number,
  width: number,
  columns: number,
  Et: Float64Array,
  height: number,
): void {
  for (let j = 0, to = 0; j < columns; j++)
    for (let i = 0, e = j; i < height; i++, e += width, to++) Et[to] = i < rows ? E[e] : 0;
}

/** Writes E = D − L·Y, two rows and four columns at a time; where rows are odd, the last one twice. */
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
  for (let i = 0, e = 0, d = 0; i < rows; i++)
    for (let j = 0; j < width; j++, e++) E[e] = j < columns ? D[d++] : 0;
  for (let i = 0; i < rows; i += 2) {
    const second = i + 1 < rows ? 1 : 0;
    const down = second * features;
    for (let j = 0; j < width; j += HALF) {
      const e = i * width + j;
      const f = e + second * width;
      let a = E[e];
      let b = E[e + 1];
      let c = E[e + 2];
      let d = E[e + 3];
      let a2 = E[f];
      let b2 = E[f + 1];
      let c2 = E[f + 2];
      let d2 = E[f + 3];
      for (let t = 0, l = i * features, y = j; t < features; t++, l++, y += width) {
        const x = L[l];
        const x2 = L[l + down];
        const y0 = Y[y];
        const y1 = Y[y + 1];
        const y2 = Y[y + 2];
        const y3 = Y[y + 3];
        a -= x * y0;
        b -= x * y1;
        c -= x * y2;
        d -= x * y3;
        a2 -= x2 * y0;
        b2 -= x2 * y1;
        c2 -= x2 * y2;
        d2 -= x2 * y3;
      }
      E[e] = a;
      E[e + 1] = b;
      E[e + 2] = c;
      E[e + 3] = d;
      E[f] = a2;
      E[f + 1] = b2;
      E[f + 2] = c2;
      E[f + 3] = d2;
    }
  }
}

/**
 * Sweeps n lines of X, whose entry (i, t) is number i·line + t·step, feature by feature, and keeps E up to date. Y has the
 * numbers of each feature one after another; T gets those of X in the same way, `wide` numbers a feature.
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
  T: Float64Array,
  wide: number,
) => void;

const sweepFour: Sweep = (E, X, line, step, Y, n, features, scale, penalty, T, wide) => {
  for (let t = 0, y = 0; t < features; t++, y += 4) {
    const a = Y[y];
    const b = Y[y + 1];
    const c = Y[y + 2];
    const d = Y[y + 3];
    for (let i = 0, e = 0, x = t * step; i < n; i++, e += 4, x += line) {
      const sum = E[e] * a + E[e + 1] * b + (E[e + 2] * c + E[e + 3] * d);
      const gain = scale * (sum - penalty * X[x]);
      T[t * wide + i] = X[x] += gain;
      E[e] -= gain * a;
      E[e + 1] -= gain * b;
      E[e + 2] -= gain * c;
      E[e + 3] -= gain * d;
    }
  }
};

const sweepSix: Sweep = (E, X, line, step, Y, n, features, scale, penalty, T, wide) => {
  for (let t = 0, y = 0; t < features; t++, y += 6) {
    const a = Y[y];
    const b = Y[y + 1];
    const c = Y[y + 2];
    const d = Y[y + 3];
    const f = Y[y + 4];
    const g = Y[y + 5];
    for (let i = 0, e = 0, x = t * step; i < n; i++, e += 6, x += line) {
      const first = E[e] * a + E[e + 1] * b + (E[e + 2] * c + E[e + 3] * d);
      const second = E[e + 4] * f + E[e + 5] * g;
      const gain = scale * (first + second - penalty * X[x]);
      T[t * wide + i] = X[x] += gain;
      E[e] -= gain * a;
      E[e + 1] -= gain * b;
      E[e + 2] -= gain * c;
      E[e + 3] -= gain * d;
      E[e + 4] -= gain * f;
      E[e + 5] -= gain * g;
    }
  }
};

const sweepEight: Sweep = (E, X, line, step, Y, n, features, scale, penalty, T, wide) => {
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
      T[t * wide + i] = X[x] += gain;
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

/** By the numbers that a line of E has. */
const SWEEPS = { 4: sweepFour, 6: sweepSix, 8: sweepEight };
