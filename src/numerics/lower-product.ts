import { dotInOrder } from "./dot";

/**
 * A −= B·Cᵀ in the lower triangle of A (n × n, row by row), where B and C are n × width and the product is symmetric.
 * Three rows by three at a time: nine sums stay in registers, so that a number is read once for three products. Also
 * writes up to two columns above the diagonal.
 */
export function subtractLowerProduct(
  B: Float64Array,
  C: Float64Array,
  n: number,
  width: number,
  A: Float64Array,
): void {
  const whole = n - (n % 3);
  for (let i = 0; i < whole; i += 3) {
    for (let j = 0; j <= i; j += 3) subtractTile(B, C, n, width, i, j, A);
  }
  for (let i = whole; i < n; i++) {
    for (let j = 0; j <= i; j++) A[i * n + j] -= dotInOrder(B, i * width, C, j * width, width);
  }
}

function subtractTile(
  B: Float64Array,
  C: Float64Array,
  n: number,
  width: number,
  i: number,
  j: number,
  A: Float64Array,
): void {
  let c00 = 0;
  let c01 = 0;
  let c02 = 0;
  let c10 = 0;
  let c11 = 0;
  let c12 = 0;
  let c20 = 0;
  let c21 = 0;
  let c22 = 0;
  for (let t = 0, p = i * width, q = j * width; t < width; t++, p++, q++) {
    const a = B[p];
    const b = B[p + width];
    const c = B[p + 2 * width];
    const x = C[q];
    const y = C[q + width];
    const z = C[q + 2 * width];
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
  let g = i * n + j;
  A[g] -= c00;
  A[g + 1] -= c01;
  A[g + 2] -= c02;
  g += n;
  A[g] -= c10;
  A[g + 1] -= c11;
  A[g + 2] -= c12;
  g += n;
  A[g] -= c20;
  A[g + 1] -= c21;
  A[g + 2] -= c22;
}
