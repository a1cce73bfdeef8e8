/** `factorlab.show` as an anywidget in marimo, where our extension is not and views are in shadow trees. */
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../../scripts/lib/paths.mjs";
import { cutOff, findings } from "./accessibility";
import { expect, test } from "./lab";
import { withMarimo } from "./marimo";
import { cellsOf, valuesOf } from "./view";
import { known, large, shown, told, tryOut } from "./widget-cases";

/** The addresses that a page asks of others than its own server. */
function strangersOf(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!/^(blob:|data:|https?:\/\/127\.0\.0\.1:)/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

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
      // A view that draws itself in the new theme closes its menu.
      await expect(async () => {
        if ((await page.getByRole("menu").count()) === 0) {
          await more.focus();
          await page.keyboard.press("Enter");
        }
        await page.keyboard.press("Home");
        await page.keyboard.press("ArrowUp");
        await expect(page.getByRole("menuitemradio", { name: "Deutsch" })).toBeFocused({ timeout: 1000 });
      }).toPass();
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
