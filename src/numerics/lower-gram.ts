/**
 * ZᵀZ, three columns by three at a time: nine sums stay in registers while the rows go by, so that a number is read
 * once for three products.
 */

/** The width of Z: the least multiple of three that is not below `columns`. */
export function gramWidth(columns: number): number {
  return 3 * Math.ceil(columns / 3);
}

/**
 * Adds the lower triangle of ZᵀZ to that of G (width × width), where Z is rows × width, row by row. Of several blocks of
 * rows it adds the sums of each block, which rounds differently from `gramInto` over all rows.
 */
export function addLowerGram(Z: Float64Array, rows: number, width: number, G: Float64Array): void {
  for (let s = 0; s < width; s += 3) {
    for (let t = 0; t < s; t += 3) addTile(Z, rows, width, s, t, G);
    addDiagonalTile(Z, rows, width, s, G);
  }
}

function addTile(Z: Float64Array, rows: number, width: number, s: number, t: number, G: Float64Array): void {
  let c00 = 0;
  let c01 = 0;
  let c02 = 0;
  let c10 = 0;
  let c11 = 0;
  let c12 = 0;
  let c20 = 0;
  let c21 = 0;
  let c22 = 0;
  for (let p = s, q = t, end = rows * width; p < end; p = (p + width) | 0, q = (q + width) | 0) {
    const a = Z[p];
    const b = Z[(p + 1) | 0];
    const c = Z[(p + 2) | 0];
    const x = Z[q];
    const y = Z[(q + 1) | 0];
    const z = Z[(q + 2) | 0];
    c00 += a * x;
    c01 += a * y;
    c02 += a * z;
    c10 += b * x;
    c11 += b * y;
    c12 += b * z;
    c20 += c * x;
    c21 += c * y;
    c22 += c * z;
  }
  const g = s * width + t;
  const h = (s + 1) * width + t;
  const i = (s + 2) * width + t;
  G[g] += c00;
  G[g + 1] += c01;
  G[g + 2] += c02;
  G[h] += c10;
  G[h + 1] += c11;
  G[h + 2] += c12;
  G[i] += c20;
  G[i + 1] += c21;
  G[i + 2] += c22;
}

function addDiagonalTile(Z: Float64Array, rows: number, width: number, s: number, G: Float64Array): void {
  let c00 = 0;
  let c10 = 0;
  let c11 = 0;
  let c20 = 0;
  let c21 = 0;
  let c22 = 0;
  for (let p = s, end = rows * width; p < end; p = (p + width) | 0) {
    const a = Z[p];
    const b = Z[(p + 1) | 0];
    const c = Z[(p + 2) | 0];
    c00 += a * a;
    c10 += b * a;
    c11 += b * b;
    c20 += c * a;
    c21 += c * b;
    c22 += c * c;
  }
  const g = s * width + s;
  const h = (s + 1) * width + s;
  const i = (s + 2) * width + s;
  G[g] += c00;
  G[h] += c10;
  G[h + 1] += c11;
  G[i] += c20;
  G[i + 1] += c21;
  G[i + 2] += c22;
}
