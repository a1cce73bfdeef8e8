import { expect, test } from "vitest";
import { datasets } from "../../src/datasets/datasets";
import { MatrixFactorization } from "../../src/models/matrix-factorization";

test("films are stars from 1 to 5 with blanks, and Ada's for The Matrix is one", () => {
  const { ratings, rows, columns, cells } = datasets.films();
  expect([rows.length, columns.length, ratings.users, ratings.items]).toEqual([15, 12, 15, 12]);
  expect(cells.every((row) => row.length === 12)).toBe(true);
  expect(ratings.length).toBe(cells.flat().filter((cell) => cell !== null).length);
  expect(ratings.scale).toEqual([1, 5]);
  expect(ratings.get("Ada", "The Matrix")).toBeUndefined();
  expect(ratings.get("Ada", "Alien")).toBe(5);
  for (let i = 0; i < 12; i++)
    expect(ratings.columns.offsets[i + 1] - ratings.columns.offsets[i]).toBeGreaterThan(6);
});

test("two features explain the films, and one does not", () => {
  const { cells } = datasets.films();
  const loss = (features: number): number => {
    const model = new MatrixFactorization(cells, features, { seed: 1 });
    model.trainModel({ learningRate: 0.01, iterations: 2000 });
    return model.loss;
  };
  expect(loss(2)).toBeLessThan(loss(1) / 3);
});

test("dishes are counts, and each guest ordered some", () => {
  const { ratings, cells } = datasets.dishes();
  expect([ratings.users, ratings.items]).toEqual([12, 10]);
  for (const row of cells)
    expect(row.every((cell) => cell === null || (Number.isInteger(cell) && cell > 0))).toBe(true);
  expect([...ratings.rows.offsets].every((offset, u, all) => u === 0 || offset > all[u - 1])).toBe(true);
});

test("a caller who changes a table changes a copy", () => {
  const mine = datasets.films();
  (mine.cells[0] as (number | null)[])[0] = 1;
  expect(datasets.films().cells[0][0]).toBe(5);
});
