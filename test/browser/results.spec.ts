import type { Locator } from "@playwright/test";
import {
  ALS,
  BayesianMF,
  BiasedMF,
  BiasOnly,
  compareModels,
  datasets,
  gridSearch,
  itemMap,
  userSplit,
} from "factorlab";
import { checkPayload } from "factorlab/view";
import { findings } from "./accessibility";
import { expect, test } from "./lab";
import type { Lab } from "./lab";
import { outputs, payloadOf } from "./notebooks";
import { beyondEdge } from "./view";

const { ratings } = datasets.films();
const split = userSplit(ratings, { test: 0.25, seed: 1 });
const model = new BayesianMF({ features: 2, epochs: 100, seed: 1 }).fit(ratings);
const stopped = new BiasedMF({ features: 8, epochs: 200, learningRate: 0.05, seed: 3 }).fit(split.train, {
  validation: split.test,
  earlyStopping: { patience: 20 },
});
const comparison = compareModels(
  {
    "biases only": () => new BiasOnly({ seed: 1 }),
    ALS: () => new ALS({ features: 2, seed: 1 }),
    BayesianMF: () => new BayesianMF({ features: 2, epochs: 60, seed: 1 }),
  },
  split,
  { metrics: ["rmse", "mae", "ndcg", "coverage"], k: 3 },
);
const search = gridSearch(
  (options: { features: number; regularization: number }) => new ALS({ ...options, seed: 1 }),
  { features: [1, 2, 4], regularization: [0.05, 0.1] },
  ratings,
  { folds: 3, measure: "rmse", seed: 1 },
);

const shown = {
  comparison,
  search,
  recommendations: model.recommend("Ada", { count: 5, reasons: true }),
  explanation: model.explain("Ada", "The Matrix"),
  map: itemMap(model),
  curve: stopped,
};
type Title = keyof typeof shown;

const view = (lab: Lab, title: Title): Locator => lab.cell(`// ${title}`).locator(".factorlab-view");

const columnOf = (table: Locator, column: number): Promise<string[]> =>
  table.locator(`tbody td:nth-child(${column})`).allInnerTexts();

/** The numbers of a column, without the standard errors below them. */
const numbersOf = async (table: Locator, column: number): Promise<number[]> =>
  (await columnOf(table, column)).map((text) => Number(text.split("\n")[0]));

for (const [theme, name] of [
  ["light", "JupyterLab Light"],
  ["dark", "JupyterLab Dark"],
] as const) {
  test(`results of models are tables, a map and curves (${theme})`, async ({ lab }) => {
    const payloads = Object.entries(shown).map(([title, value]) => [title, payloadOf(value)] as const);
    for (const [, payload] of payloads) expect(checkPayload(payload)).toEqual(payload);
    await lab.show("results.ipynb", outputs(Object.fromEntries(payloads)));
    await lab.theme(name);

    await test.step("a comparison marks the best of each column, and is sorted by a press", async () => {
      const table = view(lab, "comparison");
      await lab.scrollTo(table);
      const rmse = comparison.columns.indexOf("RMSE") + 1;
      const numbers = await numbersOf(table, rmse);
      const best = table.locator(`tbody td:nth-child(${rmse}) strong`);
      // The best, and what is no more than noise away from it.
      await expect(best).toHaveCount(comparison.amongBest("rmse").length);
      const marked = (await best.allInnerTexts()).map(Number);
      expect(marked).toContain(Math.min(...numbers));
      await expect(table.locator(".factorlab-list-error").first()).toHaveText(/^± \d\.\d+$/);
      const button = table.getByRole("button", { name: "RMSE" });
      await button.click();
      expect(await numbersOf(table, rmse)).toEqual([...numbers].sort((a, b) => a - b));
      await expect(table.locator(`th:nth-child(${rmse})`)).toHaveAttribute("aria-sort", "ascending");
      // The button keeps the focus, so that the next key turns the order round.
      await lab.page.keyboard.press("Enter");
      expect(await numbersOf(table, rmse)).toEqual([...numbers].sort((a, b) => b - a));
      await lab.page.keyboard.press("Enter");
      expect(await numbersOf(table, rmse)).toEqual(numbers);
    });
    await test.step("a search has its best trial on top, and marks none where all are alike", async () => {
      const table = view(lab, "search");
      await lab.scrollTo(table);
      await expect(table.locator("tbody tr")).toHaveCount(6);
      const headings = await table.locator("thead th").allInnerTexts();
      const numbers = await numbersOf(table, headings.findIndex((text) => text.includes("RMSE")) + 1);
      expect(numbers[0]).toBe(Math.min(...numbers));
      expect(search.amongBest).toHaveLength(6);
      await expect(table.locator("tbody strong")).toHaveCount(0);
      await expect(table).toContainText("No number is marked");
    });
    await test.step("a list says which ratings each item is there for", async () => {
      const table = view(lab, "recommendations");
      await lab.scrollTo(table);
      expect(await columnOf(table, 2)).toEqual(shown.recommendations.entries.map(({ title }) => title));
      await expect(table.locator("tbody tr").first()).toContainText("Alien (5)");
      await expect(table.locator(".factorlab-list-bar")).toHaveCount(5);
    });
    await test.step("on a phone's width reasons stand below titles, so that nothing scrolls sideways", async () => {
      const table = view(lab, "recommendations");
      const [below, column] = [
        table.locator("tbody .factorlab-list-below"),
        table.locator("tbody td").nth(3),
      ];
      await expect(below.first()).toBeHidden();
      await table.evaluate((node: HTMLElement) => (node.style.width = "300px"));
      await expect(below.first()).toBeVisible();
      await expect(below.first()).toContainText("Alien (5)");
      await expect(column).toBeHidden();
      expect(await beyondEdge(table.locator(".factorlab-list-scroll"))).toBeLessThanOrEqual(0);
      await table.evaluate((node: HTMLElement) => (node.style.width = ""));
      await expect(column).toBeVisible();
    });
    await test.step("its numbers stay in their cells where there is little room", async () => {
      const table = view(lab, "recommendations");
      const beyond = await table.evaluate((node: HTMLElement) => {
        node.style.width = "320px";
        const sides = Array.from(node.querySelectorAll("td.factorlab-list-number"), (cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return range.getBoundingClientRect().right - cell.getBoundingClientRect().right;
        });
        node.style.width = "";
        return Math.max(...sides);
      });
      expect(beyond).toBeLessThan(1);
    });
    await test.step("an explanation is a sum", async () => {
      const table = view(lab, "explanation");
      await expect(table.locator("tbody tr").first()).toContainText("mean of all ratings");
      const sum = (await columnOf(table, 2)).reduce(
        (total, text) => total + Number(text.replace("−", "-")),
        0,
      );
      // Each is rounded to hundredths.
      expect(sum).toBeCloseTo(shown.explanation.prediction, 1);
    });
    await test.step("the map names the dot under the pointer, and those that the arrows reach", async () => {
      const map = view(lab, "map");
      await lab.scrollTo(map);
      await expect(map.locator("circle")).toHaveCount(12);
      await map.locator("circle").last().hover();
      const said = map.locator("[aria-live]");
      await expect(said).toHaveText(shown.map.points[0].title);
      await map.locator(".factorlab-map").focus();
      await lab.page.keyboard.press("ArrowRight");
      await expect(said).toHaveText(shown.map.points[1].title);
    });
    await test.step("a curve has the validation loss and what early stopping did", async () => {
      const curve = view(lab, "curve");
      await lab.scrollTo(curve);
      await expect(curve.locator("path:is(.js-line, .factorlab-line)")).toHaveCount(2);
      await expect(curve.locator("figcaption")).toContainText("RMSE");
      await expect(curve.locator("[data-kind=best]")).toHaveCount(1);
      await expect(curve.locator("[data-kind=stopped]")).toHaveCount(1);
    });
    for (const title of Object.keys(shown) as Title[]) {
      await lab.scrollTo(view(lab, title));
      await lab.picture(`results-${title}-${theme}`, view(lab, title));
    }
    expect(await findings(lab.page, ".factorlab-view")).toEqual([]);
  });
}
