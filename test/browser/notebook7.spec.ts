import { MatrixFactorization } from "factorlab";
import { expect, test } from "./lab";
import { notebook } from "./notebooks";
import { cellsOf, valuesOf } from "./view";

const source = `import { MatrixFactorization } from "factorlab";
const data = [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3]];
new MatrixFactorization(data, 2, { seed: 7 }).trainModel({ learningRate: 0.1 })`;

// It is another page than JupyterLab.
test.use({ ownPage: true });

test("Jupyter Notebook 7 draws what our kernel sends, in light and dark", async ({ lab }) => {
  const { page } = lab;
  await lab.openInNotebook7("seven.ipynb", notebook("factorlab", [source]));
  const output = lab.cells.first();
  await lab.runAllInNotebook7(output.locator(".factorlab-view"));
  const data = valuesOf(await cellsOf(output, "data"));
  expect(data).toEqual(Array.from({ length: 6 }, () => [1, 2, 3]));
  for (const theme of ["Light", "Dark"] as const) {
    await lab.theme(`JupyterLab ${theme}`);
    await expect(output.locator("path:is(.js-line, .factorlab-line)")).toBeVisible();
    await expect(output.locator(".factorlab-error")).toHaveCount(0);
    await lab.picture(`notebook7-${theme.toLowerCase()}`);
  }
  await test.step("a cell says where its number comes from", async () => {
    await output.locator("[data-panel='L·U'] tbody td").nth(13).hover();
    await expect(output.locator(".factorlab-explanation")).toContainText(
      /L·U\[4,1\] = 1\.13\d* × 1\.1[23]\d*/,
    );
  });
  await test.step("the curve leads back to the start", async () => {
    await output.getByRole("slider", { name: "Iteration", exact: true }).focus();
    await page.keyboard.press("Home");
    await expect(output.locator(".factorlab-facts")).toContainText("iteration 0 of 700");
    const start = new MatrixFactorization(data, 2, { seed: 7 });
    expect(valuesOf(await cellsOf(output, "L"))).toEqual(start.L.toArray());
  });
});
