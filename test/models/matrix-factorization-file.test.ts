import { describe, expect, test } from "vitest";
import { DivergenceError, MatrixFactorization, ModelFileError } from "../../src";
import type { TrainOptions } from "../../src";
import { sealed } from "../../src/models/shared/sealed";
import { bodyOf, bytes, NAMES, table, thrownBy } from "./contract/table-terms";

const data = table(true);
const again = (model: MatrixFactorization): MatrixFactorization =>
  MatrixFactorization.fromJSON(JSON.stringify(model));

describe("a matrix factorization that was saved and read", () => {
  test.each<TrainOptions>([
    {},
    { method: "batch", regularization: 0.05 },
    { method: "stochastic", learningRate: 0.02 },
    { method: "stochastic", learningRate: 0.02, seed: 9 },
  ])("trains on to the same bytes as if it never had been: %o", (how) => {
    for (const start of [table(false), data]) {
      const make = (): MatrixFactorization => new MatrixFactorization(start, 3, { seed: 5, labels: NAMES });
      const whole = make().trainModel({ ...how, iterations: 40 });
      whole.trainModel({ ...how, iterations: 20 });
      const parts = again(make().trainModel({ ...how, iterations: 40 })).trainModel({
        ...how,
        iterations: 20,
      });
      expect(JSON.stringify(parts)).toBe(JSON.stringify(whole));
      expect(parts.replay).toEqual(whole.replay);
      expect(parts.history).toEqual(whole.history);
      // The last training applies to these until there is another.
      expect(again(whole).learningRate).toBe(whole.learningRate);
      expect(again(whole).transform(data).values).toEqual(whole.transform(data).values);
      expect([parts.seed, parts.learningRate, parts.iteration]).toEqual([5, whole.learningRate, 60]);
    }
  });

  test("goes on from the middle of a training, also from before the first iteration", () => {
    for (const left of [0, 1, 7]) {
      const whole = new MatrixFactorization(data, 2, { seed: 5 });
      let cut = new MatrixFactorization(data, 2, { seed: 5 });
      for (const model of [whole, cut]) {
        const events = model.trainingEvents({ iterations: 50 });
        for (let k = 0; k < left; k++) events.next();
      }
      cut = again(cut);
      expect(cut.iteration).toBe(left);
      expect(JSON.stringify(cut.trainModel({ iterations: 9 }))).toBe(
        JSON.stringify(whole.trainModel({ iterations: 9 })),
      );
      expect(cut.replay?.stages).toEqual(whole.replay?.stages);
    }
  });

  test("remembers given starting factors, a change by hand, and that training ran away", () => {
    const L = data.map(() => [0.5]);
    const given = new MatrixFactorization(data, 1, { init: { L, U: [[1, 1, 1, 1, 1]] } }).trainModel({
      iterations: 5,
    });
    expect(again(given).seed).toBeNull();
    expect(again(given).replay).toEqual(given.replay);

    given.L.values[0] = 7;
    given.trainModel({ iterations: 5 });
    expect([given.replay, again(given).replay]).toEqual([null, null]);

    const fast = new MatrixFactorization(data, 2, { seed: 1 });
    expect(thrownBy(() => fast.trainModel({ learningRate: 10 }))).toBeInstanceOf(DivergenceError);
    expect(again(fast).history.divergedAt).toBe(fast.history.divergedAt);
    expect(bytes(again(fast))).toBe(bytes(fast));
    expect(again(fast).trainModel({ iterations: 5 }).history.divergedAt).toBeNull();
  });

  test("diverges where the saved one would have, and is back at the same factors", () => {
    const [one, other] = [0, 1].map(() =>
      new MatrixFactorization(data, 2, { seed: 1 }).trainModel({ iterations: 20 }),
    );
    const read = again(other);
    const errors = [one, read].map((model) => thrownBy(() => model.trainModel({ learningRate: 3 })));
    expect(errors[0]).toBeInstanceOf(DivergenceError);
    expect(errors[1]).toEqual(errors[0]);
    expect(bytes(read)).toBe(bytes(one));
  });

  test("is refused even with a right checksum where no training can have left it like that", () => {
    const model = new MatrixFactorization(data, 2, { seed: 1 }).trainModel({ iterations: 3 });
    const body = bodyOf(model);
    expect(bytes(MatrixFactorization.fromJSON(sealed(body)))).toBe(bytes(model));
    const { trail, history, settings } = model.toJSON();
    for (const strange of [
      { way: { learningRate: "fast" } },
      { way: { learningRate: 0.1, momentum: 1 } },
      { trail: { ...trail, stages: [{ from: -1, way: { learningRate: 0.1 } }] } },
      { trail: { ...trail, stages: [{ from: 0, way: { learningRate: -1 } }] } },
      { trail: { ...trail, start: { L: "AAAA", U: "AAAA" } } },
      { trail: { ...trail, broken: 3 } },
      { history: { ...history, loss: ["low"] } },
      { history: { ...history, divergedAt: "late" } },
      { settings: { ...settings, seed: 0.5 } },
    ])
      expect(() => MatrixFactorization.fromJSON(sealed({ ...body, ...strange }))).toThrow(ModelFileError);
  });

  test("prints whole numbers as the saved one does, whether they came as integers or not", () => {
    for (const integers of [true, false]) {
      const { data: matrix } = new MatrixFactorization([[1, 2], [3, 4]], 1, { seed: 1 }); // prettier-ignore
      const given = Object.assign(Object.create(matrix) as typeof matrix, { integers });
      const model = new MatrixFactorization(given, 1, { seed: 1 });
      expect(model.data.integers).toBe(integers);
      expect(String(again(model).data)).toBe(String(model.data));
    }
  });
});

describe("new rows of a matrix factorization", () => {
  test("get the L of least squares over their known cells", () => {
    // U has the columns (1, 0), (0, 1), (1, 1): of [1, 2, 6] that is (2, 3), of [1, null, 6] (1, 5).
    const U = [[1, 0, 1], [0, 1, 1]]; // prettier-ignore
    const model = new MatrixFactorization([[1, 2, 3]], 2, { init: { L: [[1, 1]], U } });
    const rows = model.transform([[1, 2, 6], [1, null, 6], [null, null, 6], [null, null, NaN]]); // prettier-ignore
    [2, 3, 1, 5, 3, 3, 0, 0].forEach((expected, p) => expect(rows.values[p]).toBeCloseTo(expected, 6));
  });

  test("take the regularization of the latest training, once for each known cell", () => {
    const U = [[1, 2]];
    const model = new MatrixFactorization([[1, 2]], 1, { init: { L: [[1]], U } });
    model.trainModel({ iterations: 1, learningRate: 1e-12, regularization: 0.5 });
    // l·(1² + 2² + 2·0.5) = 1·3 + 2·6, and with one cell l·(2² + 0.5) = 2·6.
    expect(model.transform([[3, 6]]).get(0, 0)).toBeCloseTo(15 / 6, 8);
    expect(model.transform([[null, 6]]).get(0, 0)).toBeCloseTo(12 / 4.5, 8);
  });

  test("are where training itself ends, for the rows of the data", () => {
    const how = { learningRate: 0.1, iterations: 4000, regularization: 0.02 };
    const model = new MatrixFactorization(data, 2, { seed: 3 }).trainModel(how);
    const found = model.transform(data);
    found.values.forEach((x, p) => expect(Math.abs(x - model.L.values[p])).toBeLessThan(1e-5));
  });

  test("are reached exactly where there are more features than cells", () => {
    const model = new MatrixFactorization(data, 13, { seed: 3 }).trainModel({ iterations: 500 });
    const row = [5, 4, 3, 2, 1];
    const found = model.transform([row]).row(0);
    row.forEach((x, j) => {
      expect(found.reduce((sum, l, t) => sum + l * model.U.get(t, j), 0)).toBeCloseTo(x, 6);
    });
  });
});
