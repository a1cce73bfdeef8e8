import fc from "fast-check";
import { expect } from "vitest";
import { jupyterDisplay, ValueError } from "../../../src";
import { checkPayload, PAYLOAD_MIME } from "../../../src/view";
import type { TableModel, FactorlabError } from "../../../src";
import { bytes, NAMES, table, thrownBy } from "./table-terms";
import type { TableTerms } from "./table-terms";
import type { Suite } from "./suite";

/** Checks of the uses of a trained model. */
export function checkUses(terms: TableTerms, { test }: Suite): void {
  const { fit, takesUnknown } = terms;
  const data = table(takesUnknown);
  const named = (): TableModel => fit(data, { labels: NAMES });

  test("ordinary tables always train it, to a lower loss than that of their mean", () => {
    const cell = fc.integer({ min: 1, max: 50 }).map((x) => x / 10);
    const row = fc.array(cell, { minLength: 3, maxLength: 3 });
    const rows = fc.array(row, { minLength: 3, maxLength: 5 });
    fc.assert(
      fc.property(rows, (given) => {
        const model = fit(given, { features: 1, labels: {} });
        const errors = model.reconstruct().values.map((x, p) => x - given.flat()[p]);
        const mean = given.flat().reduce((sum, x) => sum + x, 0) / given.flat().length;
        const squares = (values: Iterable<number>): number => [...values].reduce((sum, x) => sum + x ** 2, 0);
        expect(squares(errors)).toBeLessThanOrEqual(
          1.001 * squares(given.flat().map((x) => x - mean)) + 1e-3,
        );
        expect(model.transform(given).values.every(Number.isFinite)).toBe(true);
        expect(model.recommend(0, { excludeSeen: false })).toHaveLength(3);
      }),
      { numRuns: 100 },
    );
  });

  test("a prediction is a cell of L·U, by index and by label alike", () => {
    const model = named();
    const product = model.reconstruct();
    for (let i = 0; i < 7; i++) {
      for (let j = 0; j < 5; j++) {
        expect(model.predict(i, j)).toBe(product.get(i, j));
        expect(model.predict(NAMES.rows[i], NAMES.columns[j])).toBe(product.get(i, j));
      }
    }
  });

  test.each<[string, (model: TableModel) => unknown, string]>([
    ["a row that is not there", (m) => m.predict(7, 0), "user is 7, expected a whole number from 0 to 6"],
    [
      "a column that is not there",
      (m) => m.predict(0, -1),
      "item is -1, expected a whole number from 0 to 4",
    ],
    ["half a row", (m) => m.recommend(0.5), "user is 0.5"],
    ["no index", (m) => m.predict(undefined as never, 0), "user is missing"],
    ["NaN", (m) => m.similarItems(NaN), "item is NaN"],
    ["a misspelt label", (m) => m.recommend("Eve"), 'user is "Eve", expected one of the 7 labels of the rows: did you mean "Eva"?'], // prettier-ignore
    ["a misspelt item", (m) => m.explain("Ada", "Dunes"), 'item is "Dunes", expected one of the 5 labels of the columns: did you mean "Dune"?'], // prettier-ignore
    ["a list of −1", (m) => m.recommend(0, { count: -1 }), "count is -1"],
    ["a list of none", (m) => m.similarUsers(0, { count: 0 }), "count is 0"],
    ["a wrong option", (m) => m.recommend(0, { top: 3 } as never), 'unknown option "top"'],
    ["a wrong flag", (m) => m.recommend(0, { excludeSeen: 1 } as never), "excludeSeen is 1"],
    ["another wrong option", (m) => m.similarItems(0, { n: 3 } as never), 'unknown option "n"'],
  ])("%s is refused by name, and the model stays as it was", (_, ask, message) => {
    const model = named();
    const before = bytes(model);
    const error = thrownBy(() => ask(model)) as FactorlabError;
    expect(error).toBeInstanceOf(ValueError);
    expect(error.message).toContain(message);
    expect(error.expected ?? error.actual).toBeDefined();
    expect(bytes(model)).toBe(before);
  });

  test("a label is refused where there are none, or where it names more than one", () => {
    expect(() => fit(data).predict("Ada", 0)).toThrow(
      "expected a whole number from 0 to 6: the rows have no labels",
    );
    const columns = ["x", "__proto__", "x", "", "🦊"];
    const model = fit(data, { labels: { columns } });
    expect(() => model.predict(0, "x")).toThrow("more than one column has this label");
    expect(model.predict(0, "__proto__")).toBe(model.predict(0, 1));
    const list = model.recommend(0, { excludeSeen: false });
    for (const { id, score } of list) expect(model.predict(0, id)).toBe(score);
    expect(list.entries.map(({ title }) => title).sort()).toEqual(["__proto__", "column 3", "x", "x", "🦊"]);
  });

  test("it recommends the unknown cells of a row with the highest predictions, the best first", () => {
    const model = named();
    for (let i = 0; i < 7; i++) {
      const unknown = NAMES.columns.filter((_, j) => data[i][j] === null);
      const best = unknown.sort((a, b) => model.predict(i, b) - model.predict(i, a));
      expect(model.recommend(i).ids).toEqual(best);
      expect(model.recommend(NAMES.rows[i], { count: 1 }).ids).toEqual(best.slice(0, 1));
    }
    const all = model.recommend("Ada", { excludeSeen: false });
    expect(all).toHaveLength(5);
    const scores = all.entries.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test("a table without unknown cells has nothing to recommend, unless seen cells count", () => {
    const model = fit(table(false));
    expect(model.recommend(0)).toHaveLength(0);
    expect(model.recommend(0, { excludeSeen: false })).toHaveLength(5);
  });

  test("lists, neighbours and explanations are shown by label, or by number", () => {
    const [list, plain] = [named(), fit(data)].map((m) =>
      m.recommend(0, { excludeSeen: false, reasons: true }),
    );
    expect(list[jupyterDisplay]()["text/plain"]).toContain("Dune");
    expect(list.title).toBe("For Ada");
    expect(String(plain)).toContain("For row 0");
    expect(String(plain)).toContain("column 3");
    expect(String(named().similarItems("Dune"))).toContain("Most like Dune (similarity)");
    expect(String(named().explain("Ada", "Dune"))).toContain("Ada and Dune: ");
  });

  test("the parts of an explanation are the features' products, and add up to the prediction", () => {
    const model = named();
    const { parts, prediction } = model.explain("Ben", "Emma");
    expect(prediction).toBe(model.predict(1, 4));
    expect(parts.map(({ name }) => name)).toEqual(["feature 0", "feature 1"]);
    parts.forEach(({ value }, t) => expect(value).toBe(model.L.get(1, t) * model.U.get(t, 4)));
    expect(parts[0].value + parts[1].value).toBeCloseTo(prediction, 12);
  });

  test("each known cell of a row adds what the row folded in without it lacks, the strongest first", () => {
    const model = fit(data, { labels: NAMES, ...terms.exactly });
    const row = data[1];
    const { because } = model.explain("Ben", "Dune");
    expect(because.map(({ item }) => item).sort()).toEqual(
      NAMES.columns.filter((_, j) => row[j] !== null).sort(),
    );
    const score = (given: (number | null)[]): number => {
      // A model that cannot lack a cell has 0 there, which adds nothing to a product.
      const cells = takesUnknown ? given : given.map((x) => x ?? 0);
      const factors = model.transform([cells]).row(0);
      return factors.reduce((sum, x, t) => sum + x * model.U.get(t, 3), 0);
    };
    for (const { item, rating, influence } of because) {
      const at = NAMES.columns.indexOf(String(item));
      expect(rating).toBe(row[at]);
      const without = row.map((x, j) => (j === at ? null : x));
      expect(influence).toBeCloseTo(score(row) - score(without), 10);
    }
    const sizes = because.map(({ influence }) => Math.abs(influence));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  test("reasons in a list are those of the explanation that raise the item and are worth naming, three at most", () => {
    const model = named();
    for (const { id, because, mostly } of model.recommend("Ben", { excludeSeen: false, reasons: true })) {
      const { leastInfluence, because: all } = model.explain("Ben", id);
      const worth = all.filter(({ influence }) => influence > 0 && influence >= leastInfluence);
      expect(because).toEqual(worth.slice(0, 3));
      if (worth.length === 0) expect(mostly).toBeDefined();
      else expect([undefined, "everybody"]).toContain(mostly?.of);
    }
  });

  test("what is listed below the mean of the row is told", () => {
    const model = named();
    const list = model.recommend("Ben", { excludeSeen: false });
    const known = [...model.data.row(1)].filter((x) => !Number.isNaN(x));
    const mean = known.reduce((sum, x) => sum + x, 0) / known.length;
    expect(list.notes).toHaveLength(list.entries.some(({ score }) => score < mean) ? 1 : 0);
    expect(model.recommendAll({ excludeSeen: false }).of("Ben")!.notes).toEqual(list.notes);
  });

  test("neighbours are alike, the nearest first, and nobody is one's own neighbour", () => {
    const model = named();
    const [list, users] = [model.similarItems("Alien"), model.similarUsers(0, { count: 99 })];
    expect(list.ids).not.toContain("Alien");
    expect([list.length, users.length]).toEqual([4, 6]);
    expect(users.ids).not.toContain("Ada");
    // By hand, from the factors themselves.
    const [a, b] = ["Alien", list.ids[0]].map((id) =>
      model.itemFactors.row(NAMES.columns.indexOf(String(id))),
    );
    const dot = (x: Float64Array, y: Float64Array): number =>
      x.reduce((sum, value, t) => sum + value * y[t], 0);
    expect(list.entries[0].score).toBeCloseTo(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)), 12);
    const scores = users.entries.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((x, y) => y - x));
    // Two tastes: the user most like Ada shares hers, and the film most like Alien belongs to the same one.
    expect(NAMES.rows.indexOf(String(users.ids[0])) % 2).toBe(0);
    expect(NAMES.columns.indexOf(String(list.ids[0])) % 2).toBe(0);
  });

  test("userFactors are L itself, itemFactors a copy of U on its side", () => {
    const model = fit(data);
    expect(model.userFactors).toBe(model.L);
    const { itemFactors, U } = model;
    expect([itemFactors.rows, itemFactors.columns]).toEqual([5, 2]);
    for (let j = 0; j < 5; j++) expect(itemFactors.row(j)).toEqual(U.column(j));
    itemFactors.values.fill(9);
    expect(model.U.values).not.toContain(9);
  });

  test("it shows itself as data ≈ L·U, with its labels, and a reader takes it", () => {
    const bundle = named()[jupyterDisplay]();
    const payload = checkPayload(JSON.parse(JSON.stringify(bundle[PAYLOAD_MIME])) as unknown);
    expect(payload).toMatchObject({ kind: "factorization", labels: NAMES });
    expect(bundle["text/plain"]).toContain("7 × 5");
    expect(bundle["text/plain"]).toContain(`L·U =\n${String(named().reconstruct())}`);
    expect(named().history.loss.at(-1)).toBeLessThan(1);
  });
}
