import { expect, test } from "./lab";
import { notebook } from "./notebooks";
import { cellsOf, valuesOf } from "./view";

const source = `import { MatrixFactorization } from "factorlab";
const data = [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3]];
new MatrixFactorization(data, 2, { seed: 7 }).trainModel({ learningRate: 0.1 })`;

test("Jupyter Notebook 7 draws what our kernel sends, in light and dark", async ({ lab }) => {
  const { page } = lab;
  await lab.openInNotebook7("seven.ipynb", notebook("factorlab", [source]));
  await expect(page.locator(".jp-Notebook-ExecutionIndicator")).toHaveAttribute("data-status", "idle");
  await lab.menu("Run", "Run All Cells");
  const output = lab.cells.first();
  await expect(output.locator(".factorlab-view")).toBeVisible();
  const data = valuesOf(await cellsOf(output, "data"));
  expect(data).toEqual(Array.from({ length: 6 }, () => [1, 2, 3]));
  for (const theme of ["Light", "Dark"] as const) {
    await lab.theme(`JupyterLab ${theme}`);
    await expect(output.locator("path.js-line")).toBeVisible();
    await expect(output.locator(".factorlab-error")).toHaveCount(0);
    await lab.picture(`notebook7-${theme.toLowerCase()}`);
  }
  // Settings outlive the page.
  await lab.theme("JupyterLab Light");
});
