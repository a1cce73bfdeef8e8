import { expect, test } from "vitest";
import { gramInto } from "../../src/numerics/gram";
import { approachRow, solveRow } from "../../src/numerics/implicit-least-squares";
import { counts } from "../models/implicit-samples";

const K = 6;
const [ALPHA, REGULARIZATION] = [3, 0.5];
const { offsets, indices, values, rows, columns } = counts(30, 22, 0.2, 5).rows;
const Y = Float64Array.from({ length: columns * K }, (_, n) => Math.sin(n + 1));
const gram = new Float64Array(K * K);
gramInto(Y, K, gram);

/** The gradient of a row's objective, halved, cell by cell. */
function gradient(u: number, x: Float64Array): number[] {
  return Array.from({ length: K }, (_, t) => {
    let sum = REGULARIZATION * x[t];
    for (let i = 0; i < columns; i++) {
      const score = x.reduce((total, value, s) => total + value * Y[i * K + s], 0);
      const p = [...indices.subarray(offsets[u], offsets[u + 1])].indexOf(i);
      const pull = p < 0 ? score : (1 + ALPHA * values[offsets[u] + p]) * (score - 1);
      sum += pull * Y[i * K + t];
    }
    return sum;
  });
}

test("the exact solution of a row leaves no gradient, and steps towards it leave less and less", () => {
  for (let u = 0; u < rows; u++) {
    const row = { indices, values, from: offsets[u], to: offsets[u + 1] };
    const x = new Float64Array(K);
    solveRow(row, Y, gram, ALPHA, REGULARIZATION, K, x, 0, new Float64Array(K * K));
    for (const slope of gradient(u, x)) expect(Math.abs(slope)).toBeLessThan(1e-8);
    const y = new Float64Array(K);
    approachRow(row, Y, gram, ALPHA, REGULARIZATION, K, y, 0, K);
    y.forEach((value, t) => expect(value).toBeCloseTo(x[t], 8));
  }
});
