// Products of tables. The left one is held as panels: six rows side by side, so that the numbers of one column lie together.
// Its element (i, j) is number (⌊i ÷ 6⌋·width + j)·6 + i mod 6. The right one is held as strips of three columns, whose
// numbers of one row lie together: (j, t) is number (⌊t ÷ 3⌋·rows + j)·3 + t mod 3. What is missing in the last panel or
// strip is zero. Eighteen sums, of six rows by three columns, are as many as stay in registers.

/** Bytes of one column of a panel. */
export const COLUMN: usize = 48;
/** Bytes of one row of a strip. */
export const TRIPLE: usize = 24;
/** A part of the right table of so many bytes stays in the second cache, while panel after panel passes by. */
const BLOCK: usize = 262144;
/** So many columns of a panel stay there as well, while strip after strip passes by. */
const MOST_COLUMNS: i32 = 2048;

/**
 * N[t] += Σ D[j]·Y[j, t] for three columns t, over the columns of a panel from d to `end`. It takes nearly all the time, and
 * is exported so that it stays a function of its own: inlined, its sums no longer all fit into registers, at half the speed.
 */
export function addTriple(d: usize, end: usize, y: usize, n: usize): void {
  let a0 = v128.load(n);
  let a1 = v128.load(n, 16);
  let a2 = v128.load(n, 32);
  let b0 = v128.load(n, 48);
  let b1 = v128.load(n, 64);
  let b2 = v128.load(n, 80);
  let c0 = v128.load(n, 96);
  let c1 = v128.load(n, 112);
  let c2 = v128.load(n, 128);
  while (d < end) {
    const x0 = v128.load(d);
    const x1 = v128.load(d, 16);
    const x2 = v128.load(d, 32);
    let z = v128.load64_splat(y);
    a0 = f64x2.add(a0, f64x2.mul(x0, z));
    a1 = f64x2.add(a1, f64x2.mul(x1, z));
    a2 = f64x2.add(a2, f64x2.mul(x2, z));
    z = v128.load64_splat(y, 8);
    b0 = f64x2.add(b0, f64x2.mul(x0, z));
    b1 = f64x2.add(b1, f64x2.mul(x1, z));
    b2 = f64x2.add(b2, f64x2.mul(x2, z));
    z = v128.load64_splat(y, 16);
    c0 = f64x2.add(c0, f64x2.mul(x0, z));
    c1 = f64x2.add(c1, f64x2.mul(x1, z));
    c2 = f64x2.add(c2, f64x2.mul(x2, z));
    d += COLUMN;
    y += TRIPLE;
  }
  v128.store(n, a0);
  v128.store(n, a1, 16);
  v128.store(n, a2, 32);
  v128.store(n, b0, 48);
  v128.store(n, b1, 64);
  v128.store(n, b2, 80);
  v128.store(n, c0, 96);
  v128.store(n, c1, 112);
  v128.store(n, c2, 128);
}

/** As {@link addTriple}, for two columns t alone: what the last strip has where three does not divide the features. */
export function addPair(d: usize, end: usize, y: usize, n: usize): void {
  let a0 = v128.load(n);
  let a1 = v128.load(n, 16);
  let a2 = v128.load(n, 32);
  let b0 = v128.load(n, 48);
  let b1 = v128.load(n, 64);
  let b2 = v128.load(n, 80);
  while (d < end) {
    const x0 = v128.load(d);
    const x1 = v128.load(d, 16);
    const x2 = v128.load(d, 32);
    let z = v128.load64_splat(y);
    a0 = f64x2.add(a0, f64x2.mul(x0, z));
    a1 = f64x2.add(a1, f64x2.mul(x1, z));
    a2 = f64x2.add(a2, f64x2.mul(x2, z));
    z = v128.load64_splat(y, 8);
    b0 = f64x2.add(b0, f64x2.mul(x0, z));
    b1 = f64x2.add(b1, f64x2.mul(x1, z));
    b2 = f64x2.add(b2, f64x2.mul(x2, z));
    d += COLUMN;
    y += TRIPLE;
  }
  v128.store(n, a0);
  v128.store(n, a1, 16);
  v128.store(n, a2, 32);
  v128.store(n, b0, 48);
  v128.store(n, b1, 64);
  v128.store(n, b2, 80);
}

/**
 * N = D·Y for `panels` panels of D with `columns` columns; Y (columns × width) is in strips, N in panels. The width is a
 * multiple of three, of which `features` columns are not zero.
 */
export function product(
  D: usize,
  Y: usize,
  panels: i32,
  columns: i32,
  width: i32,
  features: i32,
  N: usize,
): void {
  const ofN = (<usize>width) * COLUMN;
  const ofD = (<usize>columns) * COLUMN;
  const strip = (<usize>columns) * TRIPLE;
  memory.fill(N, 0, (<usize>panels) * ofN);
  const most = max<i32>(48, min<i32>(MOST_COLUMNS, <i32>(BLOCK / ((<usize>width) << 3))));
  for (let from = 0; from < columns; from += most) {
    const bytes = (<usize>min<i32>(most, columns - from)) * COLUMN;
    for (let p = 0; p < panels; p++) {
      const d = D + (<usize>p) * ofD + (<usize>from) * COLUMN;
      let n = N + (<usize>p) * ofN;
      let y = Y + (<usize>from) * TRIPLE;
      for (let t = 0; t < width; t += 3) {
        if (t + 3 <= features) addTriple(d, d + bytes, y, n);
        else addPair(d, d + bytes, y, n);
        n += 3 * COLUMN;
        y += strip;
      }
    }
  }
}

/** Writes a panel of six rows of X into strips, where it begins at row `from` of `rows`. */
export function intoStrips(x: usize, width: i32, from: i32, rows: i32, strips: usize): void {
  const count = min<i32>(6, rows - from);
  for (let t = 0; t < width; t++) {
    let to = strips + (((<usize>(t / 3)) * (<usize>rows) + (<usize>from)) * 3 + <usize>(t % 3)) * 8;
    for (let i = 0; i < count; i++) {
      store<f64>(to, load<f64>(x + ((<usize>i) << 3)));
      to += TRIPLE;
    }
    x += COLUMN;
  }
}
