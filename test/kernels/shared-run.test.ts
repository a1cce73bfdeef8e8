import { createHash } from "node:crypto";
import { runInThisContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { MatrixFactorization } from "../../src/models/matrix-factorization";
import { createRandom, uniform } from "../../src/matrix/random";
import { Matrix } from "../../src/matrix/matrix";
import { endHelpers, sharedWords } from "../../src/kernels/pool";
import { CLOSED, WORDS } from "../../src/kernels/worker-source";

const [ROWS, COLUMNS, FEATURES] = [360, 240, 30];
const data = new Matrix(ROWS, COLUMNS, uniform(createRandom(5), 1, 4, ROWS * COLUMNS));
const fresh = (seed = 3): MatrixFactorization => new MatrixFactorization(data, FEATURES, { seed });
const trained = (model: MatrixFactorization, iterations: number, threads: number): MatrixFactorization =>
  model.trainModel({ learningRate: 0.02, iterations, threads });
const bytesOf = ({ L, U }: MatrixFactorization): string =>
  createHash("sha256").update(L.values).update(U.values).digest("hex");
const alone = bytesOf(trained(fresh(), 6, 1));

describe("runs of several threads", () => {
  test("that come one after the other at once give the same bytes as one thread", () => {
    for (let k = 0; k < 10; k++) expect(bytesOf(trained(fresh(), 6, 2))).toBe(alone);
  });

  test("that take turns on the memory of two models do not mix them up", () => {
    const [first, second] = [fresh(), fresh(4)];
    const expected = bytesOf(trained(fresh(4), 6, 1));
    for (let k = 0; k < 6; k++) {
      trained(first, 1, 2);
      trained(second, 1, 3);
    }
    expect([bytesOf(first), bytesOf(second)]).toEqual([alone, expected]);
  });

  test("are closed afterwards, also where a run was ended in its middle", () => {
    const scope = globalThis as { train?: () => void };
    scope.train = () => {
      trained(fresh(), 1e6, 2);
    };
    for (let k = 0; k < 5; k++) {
      expect(() => runInThisContext("train()", { timeout: 40 + k })).toThrow(/timed out/);
      expect(bytesOf(trained(fresh(), 6, 2))).toBe(alone);
      expect(sharedWords()[WORDS.working]).toBe(CLOSED);
    }
    delete scope.train;
  });

  test("begin anew where another training runs in between", async () => {
    let looks = 0;
    const signal = {
      get aborted() {
        if (++looks === 12) trained(fresh(4), 2, 2);
        return false;
      },
    };
    const model = fresh();
    await model.train({ learningRate: 0.02, iterations: 6, threads: 2, display: false, signal });
    expect(looks).toBeGreaterThan(12);
    expect(bytesOf(model)).toBe(alone);
  });

  test("go on with other threads after all have ended", () => {
    endHelpers();
    expect(bytesOf(trained(fresh(), 6, 3))).toBe(alone);
  });
});

describe("memory of a training that is over", () => {
  test("serves the next, and what it held is filled in again where it is needed", () => {
    const first = trained(fresh(), 3, 2);
    const loss = first.history.loss.at(-1);
    const other = trained(fresh(4), 3, 2);
    expect(first.loss).toBeCloseTo(loss!, 12);
    expect(bytesOf(trained(first, 3, 2))).toBe(alone);
    expect(bytesOf(trained(other, 3, 2))).toBe(bytesOf(trained(fresh(4), 6, 1)));
  });

  test("is zeros again for whoever takes it", () => {
    const wide = new Matrix(
      ROWS + 2,
      COLUMNS + 2,
      uniform(createRandom(6), 1, 4, (ROWS + 2) * (COLUMNS + 2)),
    );
    const before = bytesOf(trained(new MatrixFactorization(wide, FEATURES - 1, { seed: 3 }), 3, 2));
    trained(fresh(), 3, 2);
    expect(bytesOf(trained(new MatrixFactorization(wide, FEATURES - 1, { seed: 3 }), 3, 2))).toBe(before);
  });
});
