import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src";
import { picture, ShapeError, TruncatedSVD, ValueError } from "../../src";
import { jupyterDisplay } from "../../src/outputs/bundle";
import { checkPayload } from "../../src/payload/check";
import { PAYLOAD_MIME } from "../../src/payload/types";
import type { PictureMethod, PictureViewPayload } from "../../src/payload/types";

/** A disk before a slope, from 0 to 255. */
const scene = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      const [x, y] = [i / rows, j / columns];
      return Math.round((x - 0.5) ** 2 + (y - 0.4) ** 2 < 0.06 ? 255 : 200 * x * y);
    }),
  );
const image = scene(40, 30);
const rmse = (shown: Matrix, data: readonly (readonly number[])[]): number =>
  Math.sqrt(
    data.flat().reduce((sum, value, k) => sum + (value - shown.values[k]) ** 2, 0) / shown.values.length,
  );
const payloadOf = (shown: ReturnType<typeof picture>): PictureViewPayload =>
  shown[jupyterDisplay]()[PAYLOAD_MIME] as PictureViewPayload;

describe("a picture", () => {
  test("by singular values is the best that so many features can do", () => {
    const svd = new TruncatedSVD({ features: 3, seed: 0 }).fit(image);
    const shown = picture(image, { features: 3 });
    expect(rmse(shown.reconstruct(), image)).toBeCloseTo(rmse(svd.reconstruct(), image), 3);
    for (const method of ["nmf", "descent"] as const)
      expect(rmse(picture(image, { features: 3, method }).reconstruct(), image)).toBeGreaterThan(
        rmse(shown.reconstruct(), image) - 1e-3,
      );
  });

  test.each<PictureMethod>(["svd", "nmf", "descent"])("by %s comes nearer with more features", (method) => {
    const errors = [1, 3, 8, 20].map((features) =>
      rmse(picture(image, { features, method }).reconstruct(), image),
    );
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(errors[3]).toBeLessThan(0.2 * errors[0]);
  });

  test("by descent comes as near whatever the numbers' unit", () => {
    const relative = [1e-9, 1, 1e9].map((unit) => {
      const data = image.map((row) => row.map((value) => value * unit));
      return rmse(picture(data, { features: 8, method: "descent" }).reconstruct(), data) / unit;
    });
    expect(relative[0]).toBeCloseTo(relative[1], 2);
    expect(relative[2]).toBeCloseTo(relative[1], 2);
  });

  test("of parts has no number below zero", () => {
    const { L, U } = picture(image, { features: 5, method: "nmf" });
    expect([...L.values, ...U.values].every((value) => value >= 0)).toBe(true);
  });

  test("is the same with the same seed", () => {
    for (const method of ["svd", "nmf", "descent"] as const)
      expect(payloadOf(picture(image, { method }))).toEqual(payloadOf(picture(image, { method })));
  });

  test("of more than 200 rows or columns is averaged into blocks, and its output stays small", () => {
    const bundle = picture(scene(500, 301), { features: 50 })[jupyterDisplay]();
    const payload = bundle[PAYLOAD_MIME] as PictureViewPayload;
    expect(payload.matrix).toMatchObject({ rows: 200, columns: 200, of: { rows: 500, columns: 301 } });
    expect(checkPayload(payload)).toEqual(payload);
    const { "text/html": html = "", "image/svg+xml": svg = "" } = bundle;
    expect(html.length + svg.length).toBeLessThan(150_000);
  });

  test("that is one grey all over is drawn as it is", () => {
    for (const value of [0, 7, -3])
      for (const method of ["svd", "nmf", "descent"] as const) {
        if (value < 0 && method === "nmf") continue;
        const data = scene(8, 8).map((row) => row.map(() => value));
        const shown = picture(data, { method, features: 1 });
        expect(rmse(shown.reconstruct(), data), `${value} by ${method}`).toBeLessThan(
          0.05 * Math.abs(value) + 1e-9,
        );
      }
  });

  test("says what it shows", () => {
    expect(String(picture(image, { features: 5, title: "Disk" }))).toMatch(
      /^Disk, 40 × 30, as 5 features by SVD: 350 numbers for 1,200, RMSE [\d.]+\.$/,
    );
  });

  test.each<[string, () => unknown, new (...given: never[]) => Error, string]>([
    ["a small matrix", () => picture([[1, 2]]), ShapeError, "matrix is 1 × 2, expected at least 8 × 8"],
    [
      "an unknown cell",
      () => picture([...image.slice(1), image[0].map(() => NaN)]),
      ValueError,
      "matrix[39][0]",
    ],
    ["numbers below zero as parts", () => picture(image.map((row) => row.map((x) => x - 1)), { method: "nmf" }), ValueError, 'matrix[0][0] is -1, expected numbers ≥ 0 for the method "nmf"'], // prettier-ignore
    ["too many features", () => picture(image, { features: 31 }), ValueError, "features is 31, expected a whole number from 1 to 30"], // prettier-ignore
    ["a method that there is not", () => picture(image, { method: "pca" as never }), ValueError, "method is"],
    ["a title that is no text", () => picture(image, { title: 3 as never }), ValueError, "title is"],
    ["a misspelt option", () => picture(image, { feature: 3 } as never), ValueError, "feature"],
  ])("refuses %s", (_, make, kind, message) => {
    expect(make).toThrow(kind);
    expect(make).toThrow(message);
  });
});

describe("a picture from elsewhere", () => {
  const good = payloadOf(picture(image, { features: 2 }));

  test.each<[string, object, string]>([
    ["with too few numbers in L", { L: good.L.slice(1) }, "L.length is 79, expected a multiple of 40"],
    ["with another number of features in U", { U: good.U.slice(30) }, "U.length is 30, expected 60"],
    ["without features", { L: [], U: [] }, "L.length is 0"],
    ["by another method", { method: "pca" }, 'method is "pca", expected "svd", "nmf" or "descent"'],
    ["that is too small", { matrix: { rows: 1, columns: 1, values: [1] } }, "matrix.rows is 1"],
    [
      "that is too large",
      { matrix: { rows: 201, columns: 8, values: Array(1608).fill(1) } },
      "matrix.rows is 201",
    ],
    ["with a seed that is none", { seed: 0.5 }, "seed is 0.5"],
  ])("is refused %s", (_, change, message) => {
    expect(() => checkPayload({ ...good, ...change })).toThrow(message);
  });
});
