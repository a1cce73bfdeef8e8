import { describe, expect, it } from "vitest";
import { MatrixFactorization } from "../../src";
import type { WithRespectTo } from "../../src";
import reference from "../fixtures/original-notebook.json";

/** The original notebook's own numbers, recorded from its Python code with these starting factors. */
describe.each(reference)(
  "the original notebook, $name",
  ({ data, features, learningRate, L0, U0, ...recorded }) => {
    const start = (): MatrixFactorization =>
      new MatrixFactorization(data, features, { init: { L: L0, U: U0 } });

    it.each(recorded.singleGradients)(
      "single_gradient(%i, %i, %s %i)",
      (userRow, itemCol, side, index, gradient) => {
        const wrt = (side === "user" ? { wrtUserIdx: index } : { wrtItemIdx: index }) as WithRespectTo;
        const actual = start().singleGradient(Number(userRow), Number(itemCol), wrt);
        expect(Math.abs(actual - Number(gradient))).toBeLessThan(1e-9);
      },
    );

    it.each(recorded.after)("L, U, L·U and the loss after $iterations iterations", (after) => {
      const fac = start().trainModel({ learningRate, iterations: after.iterations });
      expect(distance(fac.L.toArray(), after.L)).toBeLessThan(1e-9);
      expect(distance(fac.U.toArray(), after.U)).toBeLessThan(1e-9);
      expect(distance(fac.reconstruct().toArray(), after.LU)).toBeLessThan(1e-9);
      expect(fac.iteration).toBe(after.iterations);
      expect(Math.abs((fac.history.loss.at(-1) ?? NaN) - after.meanSquaredError)).toBeLessThan(1e-9);
    });
  },
);

function distance(a: number[][], b: number[][]): number {
  expect([a.length, a[0].length]).toEqual([b.length, b[0].length]);
  return Math.max(...a.flatMap((row, i) => row.map((x, j) => Math.abs(x - b[i][j]))));
}
