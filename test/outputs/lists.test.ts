import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listColumns } from "../../src/outputs/cell-text";
import { toCsv, toLatex, toMarkdown, toNumpy, toTypeScript } from "../../src/outputs/copy";
import { toHtml, toSvg } from "../../src/outputs/drawings";
import { mapHeight, mapPlaces } from "../../src/outputs/map-places";
import { mapPayload, tablePayload } from "../../src/payload/build-lists";
import { samples } from "../payload/samples";

const table = samples.table;

describe("a table of results", () => {
  const [model, rmse, coverage] = listColumns(table);

  test("writes the numbers of a column with their points below each other", () => {
    expect(rmse.texts).toEqual(["0.937", "0.915", "1.120"]);
    expect(coverage.texts).toEqual(["0.41", "0.62", ""]);
    expect([model.numeric, rmse.numeric, coverage.numeric]).toEqual([false, true, true]);
  });

  test("knows the best of each column, where there is one", () => {
    expect([model, rmse, coverage].map(({ best }) => [...best])).toEqual([[], [1], [1]]);
  });

  test("keeps settings of any size apart", () => {
    const rates = listColumns(tablePayload("", [{ name: "rate" }], [[1e-5], [3e-5]]))[0];
    expect(new Set(rates.texts).size).toBe(2);
  });

  test("has bars as long as its numbers", () => {
    expect(coverage.share?.(1)).toBe(1);
    expect(coverage.share?.(0)).toBeCloseTo(0.41 / 0.62);
    expect(coverage.share?.(2)).toBe(0);
  });

  test("marks no best of one number alone, and all that are equally good", () => {
    const best = (values: (number | null)[]): number[] => [
      ...listColumns(
        tablePayload(
          "",
          [{ name: "RMSE", better: "low" }],
          values.map((value) => [value]),
        ),
      )[0].best,
    ];
    expect(best([0.9])).toEqual([]);
    expect(best([null, 0.9])).toEqual([]);
    expect(best([0.9, 0.8, 0.8])).toEqual([1, 2]);
  });

  test("tells models apart by four decimals, and has bars by the size of numbers below zero, too", () => {
    const columns = [{ name: "RMSE" }, { name: "change", bars: true }];
    const [rmse, change] = listColumns(tablePayload("", columns, [[0.93712, 1], [0.93686, -4]])); // prettier-ignore
    expect(rmse.texts).toEqual(["0.9371", "0.9369"]);
    expect([change.share?.(0), change.share?.(1)]).toEqual([0.25, -1]);
  });

  test("has the standard error below each number, and marks what is as good as the best", () => {
    const errors = listColumns(samples["table with errors"])[0];
    expect(errors.texts).toEqual(["0.9370", "0.9154", ""]);
    expect(errors.errors).toEqual(["0.0110", "0.0240", ""]);
    expect([...errors.best]).toEqual([0, 1]);
    expect(rmse.errors).toBeNull();
    const html = toHtml(samples["table with errors"]);
    expect(html).toMatch(/<b>0\.9154<\/b><br><span style="opacity:0\.65">± 0\.0240<\/span>/);
    expect(toSvg(samples["table with errors"])).toContain("± 0.0110");
    const csv = toCsv(samples["table with errors"]).split("\r\n");
    expect(csv[0]).toBe("RMSE,RMSE standard error,MAE,MAE standard error");
    expect([csv[2], csv[3]]).toEqual(["0.9154,0.024,0.72,0.008", ",,,"]);
  });

  test("is html and svg in which no text is markup", () => {
    const hostile = tablePayload("<img src=x>", [{ name: "<i>" }], [["<script>"]]);
    for (const markup of [toHtml(hostile), toSvg(hostile)]) expect(markup).not.toMatch(/<(img|i|script)\b/);
  });

  test("can be exported in every form", () => {
    expect(toCsv(table)).toBe(
      "model,RMSE,coverage\r\nBiasedMF,0.937,0.41\r\nALS,0.915,0.62\r\nmean,1.12,\r\n",
    );
    expect(toMarkdown(table)).toContain("| ALS | 0.915 | 0.62 |");
    expect(toLatex(table)).toContain("ALS & 0.915 & 0.62 \\\\");
    expect(toNumpy(table)).toContain('["mean", 1.12, None]');
    expect(toTypeScript(table)).toContain('["mean", 1.12, null]');
  });

  test("shows nothing for anything that is not a number", () => {
    expect(tablePayload("", [{ name: "a" }], [[NaN], [Infinity]]).rows).toEqual([[null], [null]]);
  });
});

test("the bars of a table have one scale, whatever their column", () => {
  const payload = tablePayload(
    "",
    [{ name: "adds", bars: true }, { name: "through", bars: true }, { name: "share" }],
    [
      [2, 0.5, 90],
      [-1, 0.25, 10],
    ],
  );
  const [adds, through, share] = listColumns(payload);
  expect([0, 1].map((row) => adds.share!(row))).toEqual([1, -0.5]);
  expect([0, 1].map((row) => through.share!(row))).toEqual([0.25, 0.125]);
  expect(share.share).toBeNull();
});

describe("a map", () => {
  test("has both axes to the same scale, inside the picture", () => {
    const { x, y } = mapPlaces({ x: [0, 2, 2], y: [0, 0, 1], names: ["a", "b", "c"] }, 300, 200);
    expect(x[1] - x[0]).toBeCloseTo(2 * (y[1] - y[2]));
    for (const position of x) expect(position >= 0 && position <= 300).toBe(true);
    for (const position of y) expect(position >= 0 && position <= 200).toBe(true);
  });

  test("writes all of its names while there are few, and those of many where there is room", () => {
    const few = Array.from({ length: 12 }, (_, k) => k / 1000);
    const close = mapPlaces(
      { x: [...few, 5], y: [...few, 5], names: [...few, 5].map((k) => `film ${k}`) },
      600,
      300,
    );
    expect(close.names.every((place) => place !== null)).toBe(true);
    const many = Array.from({ length: 200 }, (_, k) => k);
    const { names } = mapPlaces(
      { x: many, y: many.map((k) => (k * 37) % 200), names: many.map(String) },
      600,
      300,
    );
    expect(names[0]).not.toBeNull();
    expect(names).toContain(null);
  });

  test("names every one of a few points, wherever they lie", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
          {
            minLength: 12,
            maxLength: 12,
          },
        ),
        (points) => {
          const names = points.map((_, k) => `A film with a name ${k}`);
          const payload = { x: points.map(([x]) => x), y: points.map(([, y]) => y), names };
          const width = 760;
          const { names: places } = mapPlaces(payload, width, mapHeight(payload, width));
          expect(places.every((place) => place !== null)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("is drawn for one point, and for points at one position", () => {
    const { x } = mapPlaces({ x: [3, 3], y: [1, 1], names: ["a", "b"] }, 300, 200);
    expect([...x]).toEqual([150, 150]);
    expect(toSvg(mapPayload("one", ["x", "y"], [{ name: "a", x: 0, y: 0 }]))).toContain("<circle");
    expect(toHtml(mapPayload("none", ["x", "y"], []))).toContain("<img");
  });

  test("is a table of its points where it is exported", () => {
    expect(toCsv(samples.map)).toContain("Alien,0.5,1\r\n");
  });
});
