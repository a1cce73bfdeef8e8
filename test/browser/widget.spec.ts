/** `factorlab.show` as an anywidget: in JupyterLab, and in marimo, where our extension is not. */
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { root } from "../../scripts/lib/paths.mjs";
import { cutOff, findings } from "./accessibility";
import { expect, test } from "./lab";
import { withMarimo } from "./marimo";
import { notebook } from "./notebooks";
import { cellsOf, valuesOf } from "./view";

/** A table, its factors and losses; a table so large that it is drawn as colours, which takes the chart library. */
const shown = `factorlab.show(
    [[5, 4, None], [4, None, 1]], [[2], [1.5]], [[2.5, 2, 0.5]],
    loss={0: 3.5, 1: 0.03125}, labels={"rows": ["Ada", "Ben"]},
)`;
const large = "factorlab.show(np.add.outer(np.arange(60.0), np.arange(60.0)))";
const told = `"nothing yet" if e is None else f"rate {e.learning_rate}, row 0 {e.data[0].tolist()}, L {e.L.shape}, U {e.U.shape}, {e.iteration} of {e.iterations}, from {e.loss[0]:.2f} to {e.loss[e.iteration]:.0e}"`;
/** What Python then knows of the experiment of {@link tryOut}: descent from its own start fits four known cells. */
const known =
  /rate 0\.05, row 0 \[9\.0, 4\.0, nan\], L \(2, 1\), U \(1, 3\), 700 of 700, from \d+\.\d\d to \de-\d+/;

/** Opens the form of a view, and types a number and a learning rate into it. */
async function tryOut(view: Locator): Promise<void> {
  await view.getByRole("button", { name: "Try your inputs here!" }).click();
  const form = view.getByRole("region", { name: "Try your inputs here!" });
  await form.getByRole("gridcell").first().click();
  await form.page().keyboard.type("9");
  await form.page().keyboard.press("Enter");
  await form.getByRole("textbox", { name: "Learning rate" }).fill("0.05");
  await expect(form.locator(".factorlab-verdict")).toContainText("Exact.");
}

/** The addresses that a page asks of others than its own server. */
function strangersOf(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!/^(blob:|data:|https?:\/\/127\.0\.0\.1:)/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

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
    await expect(page.locator(".jp-Notebook-ExecutionIndicator")).toHaveAttribute("data-status", "idle");
    const told = lab.cells.last().locator(".jp-OutputArea-output");
    await expect(async () => {
      await lab.menu("Run", "Run All Cells");
      await expect(told).toHaveText("nothing yet", { timeout: 10_000 });
    }).toPass();
    const view = lab.cells.first().locator(".factorlab[data-factorlab-theme] .factorlab-view");
    await tryOut(view);
    await lab.cells.last().locator(".cm-content").click();
    await expect(async () => {
      await page.keyboard.press("Control+Enter");
      await expect(told).toHaveText(known, { timeout: 2000 });
    }).toPass();
    await lab.picture("widget-notebook7");
  });
});

const marimo = `import marimo
app = marimo.App()

@app.cell
def _():
    import factorlab, marimo as mo, numpy as np
    return factorlab, mo, np

@app.cell
def _(factorlab, mo):
    view = mo.ui.anywidget(${shown})
    view
    return (view,)

@app.cell
def _(mo, view):
    e = view.experiment
    mo.plain_text(${told})
    return

@app.cell
def _(factorlab, np):
    ${large}
    return
`;

test("marimo shows the widget in the system's theme, and cells follow what is tried out in it", async ({
  browser,
}) => {
  await withMarimo(marimo, async (url) => {
    const page = await browser.newPage();
    const asked = strangersOf(page);
    await page.goto(url);
    const view = page.locator(".factorlab-view").first();
    await expect(page.getByText("nothing yet")).toBeVisible({ timeout: 60_000 });
    expect(valuesOf(await cellsOf(view, "L"))).toEqual([[2], [1.5]]);
    await tryOut(view);
    await expect(page.getByText(known)).toBeVisible();
    await expect(page.locator(".factorlab-heatmap-chart image").first()).toBeVisible();
    await page.screenshot({
      path: join(root, "artifacts", "screenshots", "widget-marimo-light.png"),
      fullPage: true,
    });

    await test.step("in the dark, by keyboard, on a narrow page", async () => {
      await page.emulateMedia({ colorScheme: "dark" });
      await page.setViewportSize({ width: 400, height: 900 });
      await expect(page.locator(".factorlab").first()).toHaveAttribute("data-factorlab-theme", "dark");
      const more = view.getByRole("button", { name: "Export or copy" });
      await more.focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("ArrowUp");
      await expect(page.getByRole("menuitem", { name: "Copy as TypeScript" })).toBeFocused();
      await page.screenshot({ path: join(root, "artifacts", "screenshots", "widget-marimo-dark.png") });
      await page.keyboard.press("Escape");
      await expect(more).toBeFocused();
      expect(await cutOff(page, ".factorlab")).toEqual([]);
      expect(await findings(page, "marimo-anywidget")).toEqual([]);
    });
    expect(asked, "requests to strangers").toEqual([]);
    await page.close();
  });
});
