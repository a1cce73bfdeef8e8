/** `factorlab.show` of the Python package: what it makes is what the library reads, and what it refuses it names. */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { pythonEnv, root, venvPython } from "../../scripts/lib/paths.mjs";
import { checkPayload } from "../../src/payload/check";
import type { FactorizationPayload, MatrixViewPayload } from "../../src/payload/types";
import { run } from "./installed-package";

let told: { made: Record<string, unknown>; wrong: Record<string, string>; texts: Record<string, string> };

beforeAll(() => {
  const env = { ...pythonEnv(), PYTHONPATH: join(root, "python"), PYTHONDONTWRITEBYTECODE: "1" };
  const { status, stdout, stderr } = run([venvPython, join(root, "test", "jupyter", "show.py")], root, env);
  if (status !== 0) throw new Error(stderr);
  told = JSON.parse(stdout);
});

const factorization = (name: string): FactorizationPayload =>
  checkPayload(told.made[name]) as FactorizationPayload;
const matrix = (name: string): MatrixViewPayload => checkPayload(told.made[name]) as MatrixViewPayload;

/** Entry (i, j) of L·U. */
function product({ L, U }: FactorizationPayload, i: number, j: number): number {
  const terms = Array.from(
    { length: L.columns },
    (_, t) => L.values[i * L.columns + t] * U.values[t * U.columns + j],
  );
  return terms.reduce((sum, term) => sum + term, 0);
}

test("all that it makes passes the checker, as it was sent", () => {
  for (const [name, payload] of Object.entries(told.made))
    expect(checkPayload(payload), name).toEqual(payload);
});

describe("tables", () => {
  test("of all kinds are the same table, with blanks where nothing is known", () => {
    const { data, L, U, loss, ...rest } = factorization("lists");
    expect(data).toEqual({ rows: 2, columns: 3, values: [5, 4, null, 4, null, 1] });
    expect([L.values, U.values]).toEqual([
      [2, 1.5],
      [2.5, 2, 0.5],
    ]);
    expect(loss).toEqual({ iterations: [0, 1, 2], values: [3, 2, 1.5] });
    expect(rest).toMatchObject({
      iteration: 2,
      learningRate: 0.1,
      seed: 7,
      labels: { rows: ["Ada", "Ben"] },
    });
    for (const name of ["arrays", "masked"]) expect(factorization(name).data, name).toEqual(data);
    expect(matrix("other numbers").matrix.values).toEqual([0.5, 0.25, 3, 1]);
    expect(matrix("sparse").matrix.values).toEqual([null, 1, 5, null]);
  });

  test("of pandas bring their names, unless these only count", () => {
    for (const name of ["frame", "frame with missing whole numbers"])
      expect(matrix(name)).toMatchObject({
        matrix: { values: [5, 1, null, 4] },
        labels: { rows: ["Ada", "Ben"], columns: ["Alien", "Emma"] },
      });
    expect(matrix("frame counted").labels).toBeUndefined();
  });

  test("that are too large become means of blocks, the same on both sides of the equation", () => {
    const wide = factorization("wide");
    expect(wide.data.of).toEqual({ rows: 900, columns: 700 });
    expect(wide.data.values.length + wide.L.values.length + wide.U.values.length).toBeLessThanOrEqual(
      100_000,
    );
    expect([wide.L.rows, wide.U.columns, wide.labels]).toEqual([
      wide.data.rows,
      wide.data.columns,
      undefined,
    ]);
    const blanks = matrix("wide with blanks").matrix;
    expect(blanks.values.filter((value) => value === null).length).toBeGreaterThan(10_000);
    expect(blanks.values.some((value) => typeof value === "number")).toBe(true);
    expect(matrix("huge numbers").matrix.values.every((value) => value === 1e308)).toBe(true);
  });
});

test("a title stands above a factorization, and before its text", () => {
  expect(factorization("title").title).toBe("Two films, one taste");
  expect(told.texts.title).toMatch(/^Two films, one taste: data \(2 × 3\) ≈ /);
  expect(factorization("lists").title).toBeUndefined();
});

describe("losses", () => {
  test("are those that are given, by iteration, thinned where they are many", () => {
    expect(factorization("losses by iteration").loss).toEqual({
      iterations: [0, 5, 10],
      values: [3, 2.5, 2],
    });
    expect(factorization("losses as array")).toMatchObject({ iteration: 1, loss: { values: [3, 2] } });
    const { loss, iteration } = factorization("many losses");
    expect([loss.values.length, loss.iterations.at(-1), iteration]).toEqual([500, 1999, 1999]);
  });

  test("are measured where none are given", () => {
    const { loss, iteration } = factorization("iterations");
    const mean = (0 ** 2 + 0 ** 2 + 0.25 ** 2 + 0.25 ** 2) / 4;
    expect([iteration, loss.iterations]).toEqual([300, [300]]);
    expect(loss.values[0]).toBeCloseTo(mean, 12);
    expect(told.texts.iterations).toBe("data (2 × 3) ≈ L (2 × 1) · U (1 × 3), loss 0.03125");
  });
});

describe("models", () => {
  test("say above their equation what they are, and tables of one's own nothing", () => {
    const titles = ["sklearn", "surprise", "surprise, implicit factors", "implicit", "losses by iteration"];
    expect(titles.map((name) => factorization(name).title)).toEqual([
      "Nonnegative matrix factorization",
      "SVD",
      "SVDpp",
      "AlternatingLeastSquares",
      undefined,
    ]);
  });

  test("of scikit-learn need the data for L, and show their components alone", () => {
    expect(matrix("sklearn, components")).toMatchObject({
      name: "components of NMF",
      matrix: { rows: 2, columns: 2 },
    });
    const whole = factorization("sklearn");
    expect(whole.labels).toEqual({ rows: ["Ada", "Ben"], columns: ["Alien", "Emma"] });
    expect(product(whole, 0, 0)).toBeCloseTo(5, 1);
    const svd = factorization("sklearn, sparse");
    expect(svd.data.values.every((value) => value !== null)).toBe(true);
    expect([svd.direct, whole.direct]).toEqual([true, undefined]);
  });

  test("of Surprise are complete: with mean and biases as features, L·U is the prediction", () => {
    const svd = factorization("surprise");
    expect(svd.data.values).toEqual([5, null, 3, null, 4, null]);
    expect(svd.labels).toEqual({
      rows: ["Ada", "Ben"],
      columns: ["7", "8", "9"],
      features: ["feature 0", "feature 1", "mean and user's bias", "item's bias"],
    });
    expect(product(svd, 0, 2)).toBeCloseTo(3 + 0.25 - 0.5 + 1.5, 12);
    expect(svd.iteration).toBe(20);
    // SVDpp's user 0 has rated items 0 and 2: (1, 0.5) + ((0.5, 0) + (1.5, 2)) ÷ √2.
    const user = [1 + 2 / Math.SQRT2, 0.5 + 2 / Math.SQRT2];
    expect(product(factorization("surprise, implicit factors"), 0, 2)).toBeCloseTo(
      3 + 0.25 - 0.5 + user[0] + user[1],
      12,
    );
  });

  test("of implicit stand beside whether there was anything, also from a graphics card", () => {
    for (const name of ["implicit", "implicit, on a card"]) {
      const { data, L, U, iteration } = factorization(name);
      expect([L.rows, L.columns, U.rows, U.columns, iteration]).toEqual([30, 4, 4, 20, 15]);
      expect(new Set(data.values)).toEqual(new Set([0, 1]));
    }
  });
});

test("what cannot be shown is refused by argument and place, with what was expected", () => {
  expect(told.wrong).toMatchSnapshot();
  expect(Object.values(told.wrong).filter((text) => text.startsWith("nothing"))).toEqual([]);
});
