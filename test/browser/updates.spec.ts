import type { Locator } from "@playwright/test";
import type { Lab } from "./lab";
import { expect, test } from "./lab";
import { notebook, outputs } from "./notebooks";
import { cellsOf, curvesOf, valuesOf } from "./view";

const setUp = `import { MatrixFactorization, newDisplay } from "factorlab";
const data = [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3]];
const fac = new MatrixFactorization(data, 2, { seed: 10 });
const place = newDisplay();
fac.trainModel({ iterations: 5 });
place.show(fac);`;

const twentyUpdates = `// twenty updates
for (let k = 0; k < 20; k++) {
  fac.trainModel({ iterations: 5 });
  place.show(fac);
  await new Promise((next) => setTimeout(next, 30));
}
console.log(JSON.stringify(Array.from(fac.L.values)));`;

/** Marks elements, to know them again. */
async function mark(elements: Locator): Promise<number> {
  return elements.evaluateAll((found) => {
    for (const element of found) element.setAttribute("data-known", "");
    return found.length;
  });
}

async function runCell(lab: Lab, source: string): Promise<void> {
  const cell = lab.cell(source);
  await cell.locator(".cm-content").click();
  await lab.page.keyboard.press("Shift+Enter");
  await expect(cell.locator(".jp-InputPrompt")).toHaveText(/^\[\d+\]:$/, { timeout: 60_000 });
}

test("twenty updates change one view in place, and closing the notebook leaves nothing", async ({ lab }) => {
  await lab.open("updates.ipynb", notebook("factorlab", [setUp, twentyUpdates]));
  await lab.kernelReady();
  await runCell(lab, "const place");
  const output = lab.cell("const place");
  await expect(output.locator("path:is(.js-line, .factorlab-line)")).toBeVisible();
  await expect(output.locator(".factorlab-facts")).toContainText("iteration 5");
  const [before] = await curvesOf(output);
  const known = ".factorlab-view, .factorlab-live-chart, .factorlab-line, .factorlab-matrix td";
  const marked = await mark(output.locator(known));
  expect(marked).toBeGreaterThan(18);

  await runCell(lab, "// twenty updates");
  await expect(output.locator(".factorlab-facts")).toContainText("iteration 105");
  await test.step("it is the same view, chart and cells", async () => {
    await expect(output.locator(known)).toHaveCount(marked);
    await expect(output.locator("[data-known]")).toHaveCount(marked);
    await expect(lab.page.locator(".factorlab")).toHaveCount(1);
  });
  await test.step("it shows the last state", async () => {
    const printed = await lab.cell("// twenty updates").locator("pre").last().textContent();
    const shown = valuesOf(await cellsOf(output, "L")).flat();
    expect(shown).toEqual(JSON.parse(printed ?? ""));
    await expect.poll(async () => (await curvesOf(output))[0].points).toBeGreaterThan(before.points);
  });
  await lab.closeTab();
  await expect(lab.page.locator(".js-plotly-plot, .factorlab")).toHaveCount(0);
});

/** Plotly keeps what it knows of a chart on the chart's node, and forgets it when the chart is purged. */
async function leavesNothing(lab: Lab, output: Locator): Promise<void> {
  const stage = await output.locator(".factorlab-stage").elementHandle();
  expect(await stage?.evaluate((node) => "_fullLayout" in node)).toBe(true);
  await lab.closeTab();
  expect(await stage?.evaluate((node) => "_fullLayout" in node)).toBe(false);
  await expect(lab.page.locator(".js-plotly-plot, .factorlab")).toHaveCount(0);
}

test("a matrix of 60 × 60 is a heatmap that says the number under the pointer", async ({ lab }) => {
  const values = Array.from({ length: 3600 }, (_, k) => Math.floor(k / 60) + (k % 60) / 100);
  const matrix = { rows: 60, columns: 60, values };
  await lab.show("large.ipynb", outputs({ large: { version: 1, kind: "matrix", name: "large", matrix } }));
  const chart = lab.page.locator(".factorlab-heatmap-chart");
  const image = chart.locator(".heatmaplayer image");
  await expect(image).toBeVisible();
  const box = await image.boundingBox();
  expect(box?.width).toBeGreaterThan(200);
  expect(box?.height).toBeGreaterThan(200);
  expect(await colours(image), "as many colours as rows, or nearly").toBeGreaterThan(30);

  // The middle of row 10, column 20.
  await lab.page.mouse.move(box!.x + (20.5 / 60) * box!.width, box!.y + (10.5 / 60) * box!.height);
  await expect(lab.page.locator(".factorlab-tip")).toHaveText("row 10, column 20: 10.2");
  await lab.picture("large-matrix-light", lab.page.locator(".factorlab-view"));
  await leavesNothing(lab, lab.page.locator(".factorlab-view"));
});

/** How many colours an svg image has. */
function colours(image: Locator): Promise<number> {
  return image.evaluate(async (node) => {
    const picture = new Image();
    picture.src = node.getAttribute("href") ?? node.getAttribute("xlink:href") ?? "";
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d")!;
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    const found = new Set<number>();
    for (let k = 0; k < data.length; k += 4) found.add((data[k] << 16) | (data[k + 1] << 8) | data[k + 2]);
    return found.size;
  });
}

test("in the stock tslab kernel the same output is html with its numbers", async ({ lab }) => {
  const source = `import { MatrixFactorization, display } from "factorlab";
const fac = new MatrixFactorization([[1, 2, 3], [1, 2, 3]], 2, { seed: 10 });
fac.trainModel();
display(fac);`;
  await lab.open("stock.ipynb", notebook("tslab", [source]));
  await lab.kernelReady();
  await runCell(lab, "fac.trainModel");
  const html = lab.cell("fac.trainModel").locator(".jp-RenderedHTMLCommon");
  await expect(html.getByText("Matrix factorization")).toBeVisible();
  const cells = html.locator("table table").nth(2).locator("td");
  await expect(cells).toHaveText(["1.00", "2.00", "3.00", "1.00", "2.00", "3.00"]);
  const backgrounds = await cells.evaluateAll((all) =>
    all.map((cell) => getComputedStyle(cell).backgroundColor),
  );
  expect(new Set(backgrounds).size).toBe(3);
  await expect(html.locator("img")).toBeVisible();
  await lab.picture("stock-kernel", html);
});
