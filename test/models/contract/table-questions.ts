import { expect } from "vitest";
import { jupyterDisplay, ValueError } from "../../../src";
import type { Id, TableModel } from "../../../src";
import { NAMES, table } from "./table-terms";
import type { TableTerms } from "./table-terms";
import type { Suite } from "./suite";

/** What people ask a trained model: for candidates, for rows that are not there, for many cells. */
export function checkTableQuestions({ fit, takesUnknown }: TableTerms, { test }: Suite): void {
  const named = (): TableModel => fit(table(takesUnknown), { labels: NAMES });
  const unknown = "baseline";
  const mean = (values: ArrayLike<number>): number =>
    Array.from(values).reduce((sum, x) => sum + x / values.length, 0);

  test("a list has only candidates, none that is blocked, and what a filter keeps", () => {
    const model = named();
    const whole = model.recommend("Ben", { excludeSeen: false }).entries;
    const asked: Id[] = [];
    const where = (id: Id): boolean => asked.push(id) > 0 && id !== "Emma";
    const wanted = { items: ["Emma", 3, "Alien", "Brazil"], exclude: ["Alien"], where, excludeSeen: false };
    const list = model.recommend("Ben", wanted);
    expect(list.entries).toEqual(whole.filter(({ id }) => id === "Dune" || id === "Brazil"));
    expect(asked.sort()).toEqual(["Brazil", "Dune", "Emma"]);
    const lists = model.recommendAll(wanted);
    NAMES.rows.forEach((name, row) => expect(lists.at(row)).toEqual(model.recommend(name, wanted)));
    expect(model.recommend("Ben", { items: [] })).toHaveLength(0);
  });

  test.each<[string, object, string]>([
    [
      "an unknown candidate",
      { items: [5] },
      "items[0] is 5, expected a whole number from 0 to 4; with unknown",
    ],
    ["a misspelt one", { exclude: ["Dunes"] }, 'exclude[0] is "Dunes", expected one of the 5 labels'],
    ["a list that is none", { items: "Dune" }, 'items is "Dune", expected a list of items'],
    ["a filter that says nothing", { where: () => 1 }, 'where("Alien") gives 1, expected true or false'],
    ["another word", { unknown: "mean" }, 'unknown is "mean"'],
  ])("%s is refused, in one list and in many", (_, given, message) => {
    const model = named();
    for (const ask of [() => model.recommend(0, given), () => model.recommendAll(given)]) {
      expect(ask).toThrow(ValueError);
      expect(ask).toThrow(message);
    }
  });

  test("a row or column that is not there is an error, or gets the mean of all others, which says so", () => {
    const model = named();
    const product = model.reconstruct();
    expect(() => model.predict("Zoe", 0)).toThrow('with unknown: "baseline", others are no error');
    expect(() => model.predictAll([[0, 1], [0, "Heat"]])).toThrow('pairs[1].item is "Heat"'); // prettier-ignore
    for (const wrong of [-1, 0.5, NaN, null, {}])
      expect(() => model.predict(wrong as never, 0, { unknown })).toThrow(ValueError);
    expect(model.predict("Zoe", "Dune", { unknown })).toBeCloseTo(mean(product.column(3)), 12);
    expect(model.predict("Ben", 99, { unknown })).toBeCloseTo(mean(product.row(1)), 12);
    expect(model.predict(99, 99, { unknown })).toBeCloseTo(mean(product.values), 12);
    const list = model.recommend("Zoe", { unknown, reasons: true });
    const means = NAMES.columns.map((_, j) => mean(product.column(j)));
    const order = NAMES.columns.map((_, j) => j).sort((a, b) => means[b] - means[a]);
    expect(list.ids).toEqual(order.map((j) => NAMES.columns[j]));
    expect([list.isBaseline, model.recommend(0).isBaseline]).toEqual([true, false]);
    expect(list[jupyterDisplay]()["text/plain"]).toContain("Nothing is known of Zoe");
    const lists = model.recommendAll({ users: [1, "Zoe", 99], unknown });
    expect(lists.at(1)).toEqual(model.recommend("Zoe", { unknown }));
    expect([lists.users, lists.baselines]).toEqual([["Ben", "Zoe", 99], [1, 2]]); // prettier-ignore
    expect(String(lists)).toContain("Nothing is known of Zoe and 99: their lists are the model's baseline.");
  });

  test("it predicts for many cells what it predicts for each", () => {
    const model = named();
    const cells = [[1, 3], ["Ben", "Dune"], { user: 6, item: "Alien" }, ["Zoe", 0]] as const; // prettier-ignore
    const predictions = model.predictAll(cells, { unknown });
    const one = model.predict("Ben", "Dune");
    expect([...predictions]).toEqual([one, one, model.predict(6, 0), model.predict("Zoe", 0, { unknown })]);
    expect(predictions.baselines).toEqual([3]);
    expect(predictions[jupyterDisplay]()["text/plain"]).toContain("Gus, Alien: ");
  });
}
