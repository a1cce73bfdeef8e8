import type { Locator, Page } from "@playwright/test";
import { alone, expect, test } from "./lab";
import { notebook } from "./notebooks";

const small = `// small
import { display, Matrix } from "factorlab";
display([[5, 3, null], [4, 1.5], [1, 1, 5]]);
display(new Float64Array([0.1, -2.25, NaN, 1e-9, -0]));
display(Matrix.from([[1, 2, 3], [4, 5, 6]]));
[
  { film: "Metropolis", year: 1927, rating: 4.5, genres: ["drama", "science fiction"] },
  { film: "Sunrise", year: 1927, rating: 4, seen: true },
  { film: "M", year: 1931, rating: null, genres: [] },
]`;

const ratings = `// console
console.log("the ratings:");
console.table([{ user: "Ann", stars: 5 }, { user: "Bob", stars: 3.5 }]);
new Map([["users", 671], ["films", 9066], ["ratings", 100004]])`;

const square = `// 2000 × 2000
Array.from({ length: 2000 }, (_, i) => Array.from({ length: 2000 }, (_, j) => Math.sin(i * j)))`;

const list = `// ten million
new Float64Array(1e7).map((_, k) => Math.sqrt(k))`;

/** The right edges of a column's cells, header included, on the page. */
function rightEdges(table: Locator, column: number): Promise<number[]> {
  return table.evaluate(
    (node, k) =>
      Array.from(node.querySelectorAll<HTMLTableRowElement>("tr"), (row) => {
        const text = document.createRange();
        text.selectNodeContents(row.cells[k]);
        return Math.round(text.getBoundingClientRect().right);
      }),
    column,
  );
}

/** The longest time in which the page answered nothing while `work` went on, in milliseconds. */
async function longestPause(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const watch = { last: performance.now(), longest: 0, timer: 0 };
    Object.assign(globalThis, { watch });
    watch.timer = window.setInterval(() => {
      watch.longest = Math.max(watch.longest, performance.now() - watch.last);
      watch.last = performance.now();
    }, 10);
  });
  await work();
  return page.evaluate(() => {
    const { watch } = globalThis as unknown as { watch: { longest: number; timer: number } };
    clearInterval(watch.timer);
    return watch.longest;
  });
}

test(
  "plain values are neat tables in both themes, and large ones do not hold up the page",
  alone,
  async ({ lab }) => {
    await lab.open("tables.ipynb", notebook("factorlab", [small, ratings, square, list]));
    const pause = await longestPause(lab.page, () => lab.runAll());
    expect(pause, "the page always answered").toBeLessThan(5000);

    await test.step("numbers stand right below each other, under a caption with the shape", async () => {
      const table = lab.cell("// small").locator("table", { hasText: "3 rows of 2 to 3" });
      await expect(table.locator("caption")).toHaveText("numbers · 3 rows of 2 to 3");
      await expect(table.locator("tbody tr").nth(1).locator("th, td")).toHaveText(["1", "4.0", "1.5", ""]);
      const edges = await rightEdges(table, 1);
      expect(edges).toHaveLength(4);
      expect(Math.max(...edges) - Math.min(...edges)).toBeLessThanOrEqual(1);
    });
    await test.step("records have a column for each key", async () => {
      const table = lab.cell("// small").locator("table", { hasText: "Metropolis" });
      await expect(table.locator("thead th")).toHaveText(["", "film", "year", "rating", "genres", "seen"]);
      await expect(table.locator("tbody tr").nth(2)).toContainText("null");
    });
    await test.step("console.table is a table, after the line before it", async () => {
      const outputs = lab.cell("// console").locator(".jp-OutputArea-output");
      await expect(outputs.nth(0)).toContainText("the ratings:");
      await expect(outputs.nth(1).locator("tbody tr")).toHaveText([/0\s*Ann\s*5\.0/, /1\s*Bob\s*3\.5/]);
    });
    await test.step("large ones are cut, and say what is left out", async () => {
      const wide = lab.cell("// 2000 × 2000").locator("table");
      await expect(wide).toContainText("2,000 × 2,000");
      await expect(wide).toContainText("… 1,980 more rows");
      await expect(wide).toContainText("… 1,988 more columns");
      await expect(lab.cell("// ten million").locator("table")).toContainText("… 9,999,988 more");
    });
    for (const theme of ["Light", "Dark"] as const) {
      await lab.theme(`JupyterLab ${theme}`);
      for (const [k, name] of ["small", "console", "large", "list"].entries()) {
        const cell = lab.cells.nth(k);
        await lab.scrollTo(cell);
        await lab.picture(`tables-${name}-${theme.toLowerCase()}`, cell.locator(".jp-Cell-outputWrapper"));
      }
    }
  },
);
