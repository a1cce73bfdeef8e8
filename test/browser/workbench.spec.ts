import { MatrixFactorization } from "factorlab";
import { experimentLink, modelOf, presets } from "factorlab/view";
import type { Locator } from "@playwright/test";
import { cutOff, findings } from "./accessibility";
import { pattern, trained } from "./equation-payloads";
import type { Lab } from "./lab";
import { expect, test } from "./lab";
import { notebook, outputs } from "./notebooks";
import { beyondEdge, cellsOf, valuesOf } from "./view";

const small = { ...presets[0].experiment, data: [[1, 2], [3, null]], features: 2, iterations: 50 }; // prettier-ignore

// Links and workers are read and made where the page is loaded.
test.use({ ownPage: true });

function panelOf(lab: Lab): Locator {
  return lab.page.locator(".factorlab-playground-panel");
}

function cellAt(panel: Locator, row: number, column: number): Locator {
  const rows = panel.locator(".factorlab-playground").getByRole("grid").locator("tbody tr");
  return rows.nth(row).getByRole("gridcell").nth(column);
}

/** The numbers of a factor, as the page shows and holds them. */
async function factor(view: Locator, name: "L" | "U"): Promise<number[]> {
  return valuesOf(await cellsOf(view, name)).flat();
}

test("a link opens its experiment, which can be nudged, compared, stepped, and put into the notebook", async ({
  lab,
}) => {
  const { page } = lab;
  await lab.open("beside.ipynb", notebook("factorlab", ["// the notebook"]));
  await lab.kernelReady();
  // From another document, since a changed fragment alone loads nothing.
  const address = page.url().replace(/[?#].*$/, "");
  await page.goto("about:blank");
  await page.goto(experimentLink(small, address));
  const panel = panelOf(lab);
  // The notebook that the address names comes to the front after it.
  await lab.kernelReady();
  await page.getByRole("tab", { name: "Playground" }).click();
  const facts = panel.locator(".factorlab-facts");
  await expect(facts).toContainText("iteration 50");
  const trained = modelOf(small).trainModel({ learningRate: small.learningRate, iterations: 50 });
  expect(await factor(panel, "L")).toEqual(Array.from(trained.L.values));
  expect(await findings(page, ".factorlab-playground-panel")).toEqual([]);

  await test.step("one step goes one iteration on", async () => {
    await panel.getByRole("button", { name: "One step" }).click();
    await expect(facts).toContainText("iteration 51");
    trained.trainModel({ learningRate: small.learningRate, iterations: 1 });
    expect(await factor(panel, "U")).toEqual(Array.from(trained.U.values));
  });

  const nudged = { ...small, data: [[1, 2.1], [3, null]] }; // prettier-ignore
  await test.step("a nudge says what it did to every other cell", async () => {
    await cellAt(panel, 0, 1).click();
    await page.keyboard.press("Alt+ArrowUp");
    await expect(panel.getByText("data[0, 1] went from 2 to 2.1.")).toBeVisible();
    await panel.getByRole("button", { name: "What did that change?" }).click();
    const before = modelOf(small).trainModel({ iterations: 51 }).reconstruct().values;
    const after = modelOf(nudged).trainModel({ iterations: 50 }).reconstruct().values;
    await expect(panel.locator("[data-panel='change'] tbody td")).toHaveCount(4);
    const change = valuesOf(await cellsOf(panel, "change")).flat();
    change.forEach((value, k) => expect(value).toBeCloseTo(after[k] - before[k], 12));
  });

  await test.step("five other seeds are laid over it", async () => {
    await panel.getByRole("button", { name: "Compare 6 seeds" }).click();
    await expect(panel.locator("path:is(.js-line, .factorlab-line)")).toHaveCount(6);
    await lab.picture("workbench-compared", panel);
  });

  await test.step("on a page of 360 pixels everything is there to be read", async () => {
    await lab.menu("View", "Appearance", "Show Left Sidebar");
    await page.setViewportSize({ width: 360, height: 800 });
    await lab.picture("workbench-narrow");
    expect(await cutOff(page, ".factorlab-playground-panel")).toEqual([]);
    expect(await findings(page, ".factorlab-playground-panel")).toEqual([]);
    const excess = await beyondEdge(panel);
    expect(excess, "nothing scrolls sideways but tables").toBeLessThanOrEqual(1);
    await page.setViewportSize({ width: 1440, height: 1000 });
  });

  await test.step("as a cell it gives the same numbers", async () => {
    await panel.getByRole("button", { name: "Insert as cell" }).click();
    const cell = lab.cell("new MatrixFactorization");
    await expect(cell).toBeVisible();
    await lab.kernelReady();
    await cell.locator(".cm-content").click();
    await page.keyboard.press("Shift+Enter");
    const view = cell.locator(".factorlab-view");
    await expect(view.locator(".factorlab-facts")).toContainText("iteration 50");
    const wanted = modelOf(nudged).trainModel({ iterations: 50 });
    expect(await factor(view, "L")).toEqual(Array.from(wanted.L.values));
    expect(await factor(view, "U")).toEqual(Array.from(wanted.U.values));
  });
});

/** Runs on the page before anything of JupyterLab: our worker cannot be made, or its script is not there. */
function forbidWorker(how: "throws" | "is missing"): void {
  const asked = { times: 0 };
  Object.assign(globalThis, { asked });
  globalThis.Worker = new Proxy(Worker, {
    construct(target, [url, options]: [string | URL, WorkerOptions?]) {
      if (!String(url).includes("factorlab")) return new target(url, options);
      asked.times++;
      if (how === "throws") throw new DOMException("no workers here", "SecurityError");
      return new target(new URL("missing.js", url), options);
    },
  });
}

for (const how of ["throws", "is missing"] as const) {
  test(`a page whose worker ${how} trains by itself, and can be used meanwhile`, async ({ lab }) => {
    const { page } = lab;
    await page.addInitScript(forbidWorker, how);
    const data = pattern(40, 40);
    await lab.show("no-worker.ipynb", outputs({ one: trained(data, 3, 60) }));
    const view = lab.cells.first().locator(".factorlab-view");
    const slider = view.getByRole("slider", { name: "Iteration", exact: true });
    await lab.scrollTo(slider);
    await slider.focus();
    await page.keyboard.press("Home");
    await expect(slider).toHaveAttribute("aria-valuenow", "0");
    // Cells that are scrolled out of sight follow a moment later.
    const start = Array.from(new MatrixFactorization(data, 3, { seed: 10 }).L.values);
    await expect.poll(() => factor(view, "L")).toEqual(start);

    await view.getByRole("button", { name: "Try your inputs here!" }).click();
    const form = view.getByRole("region", { name: "Try your inputs here!" });
    const verdict = form.locator(".factorlab-verdict");
    await form.getByRole("textbox", { name: "Iterations" }).fill("100000");
    await expect(verdict).toContainText("Training");
    const cell = form.getByRole("grid").locator("tbody tr").first().getByRole("gridcell").first();
    await cell.click();
    await page.keyboard.type("4");
    await page.keyboard.press("Enter");
    await expect(cell).toHaveText("4");
    await expect(verdict).toContainText("Training");
    await form.getByRole("textbox", { name: "Iterations" }).fill("60");
    await expect(verdict).toContainText(/Converged|Exact|falling/);
    const times = await page.evaluate(
      () => (globalThis as unknown as { asked: { times: number } }).asked.times,
    );
    expect(times, "a worker was asked for, and not again and again").toBe(1);
  });
}
