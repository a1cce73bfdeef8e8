import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/paths.mjs";
import type { Lab } from "./lab";
import { expect, test } from "./lab";
import type { Notebook } from "./notebooks";
import { cellsOf, contrast, curvesOf, luminance, paperOf, valuesOf } from "./view";

const data = Array.from({ length: 6 }, () => [1, 2, 3]);
const flat = (matrix: number[][]): number[] => matrix.flat();

/** The committed notebook, without its outputs: what the test then sees has been computed by the test. */
function bareNotebook(): Notebook {
  const folder = join(root, "notebooks");
  const name = readdirSync(folder).find((file) => /^01-.*\.ipynb$/.test(file));
  expect(name, "notebook 01 is there").toBeDefined();
  const notebook = JSON.parse(readFileSync(join(folder, name!), "utf8")) as Notebook;
  for (const cell of notebook.cells) {
    if (cell.cell_type === "code") Object.assign(cell, { outputs: [], execution_count: null });
  }
  return notebook;
}

test("notebook 01 runs in JupyterLab, reaches the seed's numbers and is drawn in both themes", async ({
  lab,
}) => {
  await lab.open("01.ipynb", bareNotebook());
  await lab.runAll();
  await test.step("no cell ends in an error", async () => {
    const errors = ["error", "stderr"].map((kind) => `[data-mime-type="application/vnd.jupyter.${kind}"]`);
    await expect(lab.page.locator(errors.join(", "))).toHaveCount(0);
    await expect(lab.page.locator(".factorlab-error")).toHaveCount(0);
  });
  await test.step("two features come within 0.01 of the data", () => twoFeatures(lab));
  await test.step("thirteen features reach the original matrix", () => thirteenFeatures(lab));
  await test.step("the last cell prints what the seed's prints", () => tryYourInputs(lab));
  await test.step("the view is drawn, and follows the theme", () => bothThemes(lab));
});

async function twoFeatures(lab: Lab): Promise<void> {
  const cells = await cellsOf(lab.cell("// trying gradient descent with 2 features"), "L·U");
  for (const { text, value } of cells.flat()) expect(text).toBe(value.toFixed(text.split(".")[1].length));
  const far = flat(valuesOf(cells)).map((value, k) => Math.abs(value - flat(data)[k]));
  expect(Math.max(...far)).toBeLessThan(0.01);
  expect(Math.max(...far), "an approximation, not the data itself").toBeGreaterThan(0);
}

async function thirteenFeatures(lab: Lab): Promise<void> {
  const cells = await cellsOf(lab.cell("// trying the same matrix with 13 features"), "L·U");
  expect(valuesOf(cells).map((row) => row.map((value) => Number(value.toFixed(6))))).toEqual(data);
}

async function tryYourInputs(lab: Lab): Promise<void> {
  const output = lab.cell("// try your inputs here!").locator("pre").first();
  await expect(output).toContainText("Number of features: 13");
  const text = (await output.textContent()) ?? "";
  const [, original, reached] = text.split(/Original Matrix:|Output Matrix:/);
  const numbers = (part: string): number[] => (part.match(/-?\d+(\.\d*)?(e-?\d+)?/g) ?? []).map(Number);
  expect(numbers(original)).toEqual(flat(data));
  expect(numbers(reached).map((value) => Number(value.toFixed(6)))).toEqual(flat(data));
}

async function bothThemes(lab: Lab): Promise<void> {
  const output = lab.cell("display(fac)").first();
  await lab.theme("JupyterLab Light");
  const light = await drawn(lab, "light");
  await lab.theme("JupyterLab Dark");
  const before = light.curve.stroke;
  await expect.poll(async () => (await curvesOf(output))[0].stroke).not.toBe(before);
  const dark = await drawn(lab, "dark");
  await lab.theme("JupyterLab Light");

  expect(dark.cells.flat().map((cell) => cell.value)).toEqual(light.cells.flat().map((cell) => cell.value));
  dark.cells.flat().forEach((cell, k) => {
    expect(cell.background).not.toBe(light.cells.flat()[k].background);
  });
  expect(luminance(dark.paper)).toBeLessThan(0.05);
  expect(luminance(light.paper)).toBeGreaterThan(0.9);
  expect(luminance(dark.curve.stroke)).toBeGreaterThan(luminance(light.curve.stroke));
}

/** Looks at the view of two features as it is now, and keeps pictures of it and of the one with thirteen. */
async function drawn(lab: Lab, theme: string) {
  const views = lab.cell("display(fac)").locator(".factorlab-view:has(.factorlab-equation)");
  const two = views.first();
  await lab.scrollTo(two);
  await expect(two.locator(".factorlab-header")).toContainText("6 × 32 features");
  await expect(two.locator("path:is(.js-line, .factorlab-line)")).toBeVisible();
  const cells = await cellsOf(two, "data");
  const colours = new Set(cells.flat().map((cell) => cell.background));
  expect(colours.size, "1, 2 and 3 have a colour each").toBe(3);
  for (const cell of cells.flat()) expect(contrast(cell)).toBeGreaterThan(4.5);
  const [curve] = await curvesOf(two);
  expect(curve.points).toBeGreaterThan(100);
  expect(curve.width).toBeGreaterThan(400);
  expect(curve.height).toBeGreaterThan(100);
  await lab.picture(`notebook-01-${theme}`);
  await lab.picture(`two-features-${theme}`, two);
  await lab.picture(`thirteen-features-${theme}`, views.nth(1));
  return { cells, curve, paper: await paperOf(two) };
}
