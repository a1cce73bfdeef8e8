import { describe, expect, it } from "vitest";
import { Matrix, MatrixFactorization } from "../../src";
import { checkPayload, product } from "../../src/view";
import { factorizationPayload, matrixPayload } from "../../src/payload/build";
import { lossViewPayload } from "../../src/payload/build-loss";

const wave = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => Math.sin(i / 9) * Math.cos(j / 7)),
  );

describe("a payload keeps to its size", { timeout: 60_000 }, () => {
  it("small matrices go whole, to the last digit", () => {
    const payload = matrixPayload("data", Matrix.from(wave(20, 30)));
    expect(payload.matrix).toEqual({ rows: 20, columns: 30, values: wave(20, 30).flat() });
  });

  it("large ones are averaged into blocks, and it says so", () => {
    const { matrix } = matrixPayload("data", Matrix.from(wave(700, 310)));
    expect(matrix).toMatchObject({ rows: 300, columns: 300, of: { rows: 700, columns: 310 } });
    const mean = (values: readonly (number | null)[]): number =>
      values.reduce<number>((sum, value) => sum + value!, 0) / values.length;
    expect(mean(matrix.values)).toBeCloseTo(mean(wave(700, 310).flat()), 2);
  });

  it("the product of averaged factors is the averaged product", () => {
    const fac = new MatrixFactorization(wave(600, 900), 4, { seed: 1 });
    const payload = factorizationPayload(fac);
    const whole = matrixPayload("L·U", fac.reconstruct()).matrix;
    const shown = product(payload.L, payload.U);
    expect([shown.rows, shown.columns, shown.of]).toEqual([whole.rows, whole.columns, whole.of]);
    shown.values.forEach((x, k) => expect(Math.abs(x - whole.values[k]!)).toBeLessThan(1e-5));
    expect(checkPayload(payload)).toEqual(payload);
  });

  it("no factorization takes more than 2 MB", () => {
    for (const features of [1, 13, 200, 2000]) {
      const fac = new MatrixFactorization(wave(800, 700), features, { seed: 1 });
      expect(JSON.stringify(factorizationPayload(fac)).length).toBeLessThan(2e6);
    }
  });

  it("a mean of huge numbers does not overflow", () => {
    const { matrix } = matrixPayload("data", Matrix.from(Array.from({ length: 900 }, () => [1e308])));
    expect(matrix.values.every((x) => x === 1e308)).toBe(true);
  });

  it("long loss curves are thinned, first and last point kept", () => {
    const iterations = Array.from({ length: 100_000 }, (_, k) => k);
    const loss = iterations.map((k) => 1 / (k + 1));
    const [{ loss: thin }] = lossViewPayload([{ name: "a", history: { iterations, loss } }]).runs;
    expect(thin.iterations.length).toBeLessThanOrEqual(500);
    expect(thin.iterations.length).toBeGreaterThan(300);
    expect([thin.iterations[0], thin.iterations.at(-1)]).toEqual([0, 99_999]);
    expect(thin.values.at(-1)).toBe(1 / 100_000);
    expect(checkPayload(lossViewPayload([{ name: "a", history: { iterations, loss } }]))).toBeTruthy();
  });
});
