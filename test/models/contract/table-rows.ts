import fc from "fast-check";
import { expect } from "vitest";
import { ShapeError, ValueError } from "../../../src";
import { NAMES, table } from "./table-terms";
import type { TableTerms } from "./table-terms";
import type { Suite } from "./suite";

/** Checks of rows that are new to a model. */
export function checkRows(terms: TableTerms, { test }: Suite): void {
  const { fit, blank, takesUnknown } = terms;
  const data = table(takesUnknown);

  test("each row is transformed by itself, and the model does not change", () => {
    const model = fit(data);
    const before = JSON.stringify(model);
    const together = model.transform(data);
    expect([together.rows, together.columns]).toEqual([7, 2]);
    data.forEach((row, i) => {
      const alone = model.transform([row] as never).row(0);
      alone.forEach((x, t) => expect(x).toBeCloseTo(together.get(i, t), 2));
    });
    expect(JSON.stringify(model)).toBe(before);
  });

  test("a row that is made of L and U gets its L back", () => {
    const model = fit(data);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 2, maxLength: 2 }),
        (l) => {
          const row = Array.from(
            { length: 5 },
            (_, j) => l[0] * model.U.get(0, j) + l[1] * model.U.get(1, j),
          );
          fc.pre(terms.takesNegative || row.every((x) => x >= 0));
          const found = model.transform([row]).row(0);
          const again = row.map((_, j) => found[0] * model.U.get(0, j) + found[1] * model.U.get(1, j));
          again.forEach((x, j) => expect(Math.abs(x - row[j])).toBeLessThan(0.02 * (1 + Math.abs(row[j]))));
        },
      ),
      { numRuns: 200 },
    );
  });

  if (!blank) return;

  test("more rows come below the others, with their labels, and the columns stay", () => {
    const model = blank();
    model.fit(data as never, { labels: NAMES });
    const { L, iteration } = model;
    const more = [[5, 1, 5, 1, 5], [1, 5, 1, 5, 1]]; // prettier-ignore
    expect(model.partialFit(more as never, { labels: { rows: ["Hal", "Ivy"] } })).toBe(model);
    expect([model.data.rows, model.L.rows, model.U.columns]).toEqual([9, 9, 5]);
    expect(model.data.toArray().slice(7)).toEqual(more);
    expect(model.labels).toEqual({ ...NAMES, rows: [...NAMES.rows, "Hal", "Ivy"] });
    expect(model.predict("Hal", "Alien")).toBeGreaterThan(model.predict("Hal", "Brazil"));
    expect(model.predict("Ivy", "Brazil")).toBeGreaterThan(model.predict("Ivy", "Alien"));
    expect(model.iteration).toBeGreaterThanOrEqual(iteration);
    expect(L.rows).toBe(7);
    expect(more).toEqual([[5, 1, 5, 1, 5], [1, 5, 1, 5, 1]]); // prettier-ignore
  });

  test("rows with and without labels are not mixed, and a refusal changes nothing", () => {
    const model = blank();
    model.fit(data as never, { labels: { rows: NAMES.rows } });
    const before = JSON.stringify(model);
    const row = [[1, 2, 3, 4, 5]] as never;
    expect(() => model.partialFit(row)).toThrow(
      "labels.rows is missing, expected 1 names, as the rows before",
    );
    expect(() => model.partialFit(row, { labels: { rows: ["a", "b"] } })).toThrow(ShapeError);
    expect(() => model.partialFit(row, { labels: { columns: [] } })).toThrow('unknown option "columns"');
    expect(() => model.partialFit([[1, 2]] as never)).toThrow("rows has 2 columns, expected 5");
    expect(JSON.stringify(model)).toBe(before);
    const plain = blank();
    plain.fit(data as never);
    expect(() => plain.partialFit(row, { labels: { rows: ["a"] } })).toThrow(ValueError);
    expect(plain.partialFit(row).L.rows).toBe(8);
  });
}
