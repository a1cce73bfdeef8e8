/** `factorlab.show` as an anywidget in JupyterLab and in Notebook 7. */
import { join } from "node:path";
import { root } from "../../scripts/lib/paths.mjs";
import { findings } from "./accessibility";
import { expect, test } from "./lab";
import { notebook } from "./notebooks";
import { cellsOf, valuesOf } from "./view";
import { known, large, shown, told, tryOut } from "./widget-cases";

const inPython = notebook("python3", [
  `import sys; sys.path.insert(0, ${JSON.stringify(join(root, "python"))})
import factorlab, numpy as np
view = ${shown}
view`,
  large,
  `e = view.experiment
print(${told})`,
]);

test("JupyterLab shows the widget, and what is tried out in it comes back to Python", async ({ lab }) => {
  const { page } = lab;
  await lab.open("widget.ipynb", inPython);
  await lab.runAll();
  const view = lab.cells.first().locator(".factorlab[data-factorlab-theme] .factorlab-view");
  await lab.scrollTo(view);
  expect(valuesOf(await cellsOf(view, "L"))).toEqual([[2], [1.5]]);
  await expect(lab.cells.last().locator(".jp-OutputArea-output")).toHaveText("nothing yet");

  await test.step("the experiment comes back", async () => {
    await tryOut(view);
    await lab.cells.last().locator(".cm-content").click();
    await expect(async () => {
      await page.keyboard.press("Control+Enter");
      await expect(lab.cells.last().locator(".jp-OutputArea-output")).toHaveText(known, { timeout: 2000 });
    }).toPass();
  });
  await test.step("the charts come from Python", async () => {
    const heatmap = lab.cells
      .nth(1)
      .locator(".factorlab[data-factorlab-theme] .factorlab-heatmap-chart image");
    await lab.scrollTo(lab.cells.nth(1));
    await expect(heatmap.first()).toBeVisible();
  });
  await test.step("in the dark", async () => {
    await lab.theme("JupyterLab Dark");
    await lab.scrollTo(view);
    await expect(lab.cells.first().locator(".factorlab")).toHaveAttribute("data-factorlab-theme", "dark");
    await lab.picture("widget-jupyterlab-dark", lab.cells.first());
    expect(await findings(page, ".factorlab[data-factorlab-theme]")).toEqual([]);
  });
  await test.step("what is wrong in a payload is said by its place", async () => {
    await lab.cells.last().locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(`view.payload = {**view.payload, "U": {**view.payload["U"], "rows": 2}}`);
    await page.keyboard.press("Control+Enter");
    await expect(lab.cells.first().locator(".factorlab-error")).toContainText(/U/);
  });
});

test.describe("on another page than JupyterLab's", () => {
  test.use({ ownPage: true });

  test("Notebook 7 shows the widget, and what is tried out in it comes back to Python", async ({ lab }) => {
    const { page } = lab;
    await lab.openInNotebook7("widget-7.ipynb", inPython);
    const printed = lab.cells.last().locator(".jp-OutputArea-output");
    await lab.runAllInNotebook7(printed.filter({ hasText: "nothing yet" }));
    const view = lab.cells.first().locator(".factorlab[data-factorlab-theme] .factorlab-view");
    await tryOut(view);
    await lab.cells.last().locator(".cm-content").click();
    await expect(async () => {
      await page.keyboard.press("Control+Enter");
      await expect(printed).toHaveText(known, { timeout: 2000 });
    }).toPass();
    await lab.picture("widget-notebook7");
  });
});
