import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Download, Locator, Response } from "@playwright/test";
import type { Lab } from "./lab";
import { expect, test } from "./lab";
import { notebook, outputs } from "./notebooks";
import { cellsOf } from "./view";
import type { DrawnCell } from "./view";

const L = { rows: 2, columns: 2, values: [0.123456, -1.5, 2.25, 1 / 3] };
const matrix = { version: 1, kind: "matrix", name: "L", matrix: L };
const factorization = {
  version: 1,
  kind: "factorization",
  data: { rows: 3, columns: 2, values: [1, 2, null, 4, 2, 4] },
  L: { rows: 3, columns: 1, values: [1, 2, 2] },
  U: { rows: 1, columns: 2, values: [1, 2] },
  loss: { iterations: [0, 1, 10, 100], values: [3, 1, 0.1, 0.001] },
  iteration: 100,
  learningRate: 0.1,
  seed: 7,
  labels: { rows: ["Anna", "Ben", "Cleo"], columns: ["tea", "coffee"] },
};

const training = {
  version: 1,
  kind: "training",
  state: "stopped",
  start: 0,
  iteration: 4,
  iterations: 700,
  divergedAt: null,
  learningRate: 0.1,
  loss: { iterations: [0, 1, 2, 3, 4], values: [4, 2, 1, 0.6, 0.5] },
  timing: { seconds: 1.2, iterationsPerSecond: 3.3, secondsLeft: null },
};

// Languages, messages and what JupyterLab loads at its start are of the whole page.
test.use({ ownPage: true });

/** Clicks an item of our part of the context menu. */
async function choose(lab: Lab, view: Locator, item: string): Promise<void> {
  await view.click({ button: "right", position: { x: 20, y: 8 } });
  const menus = lab.page.locator(".lm-Menu");
  await menus.first().locator(".lm-Menu-item", { hasText: "Factorlab" }).hover();
  await menus.nth(1).locator(".lm-Menu-item", { hasText: item }).click();
}

/** Opens the launcher and the playground by its card. */
async function openByCard(lab: Lab): Promise<Locator> {
  await lab.menu("File", "New Launcher");
  const card = lab.page.locator(".jp-LauncherCard", { hasText: "Playground" });
  await expect(card.locator("svg")).toBeVisible();
  await lab.picture("citizen-launcher-light", lab.page.locator(".jp-Launcher"));
  await card.click();
  const panel = lab.page.locator(".factorlab-playground");
  await expect(panel).toBeVisible();
  return panel;
}

/** Sums up what the page loads of our extension, as a server would send it compressed, until it is asked. */
function weigh(lab: Lab): () => Promise<number> {
  const responses: Response[] = [];
  lab.page.on("response", (response) => {
    if (response.url().includes("/extensions/factorlab-jupyterlab/")) responses.push(response);
  });
  return async () => {
    const sizes = responses.map(async (response) => gzipSync(await response.body()).length);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  };
}

async function saved(lab: Lab, action: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([lab.page.waitForEvent("download"), action()]);
  return { name: download.suggestedFilename(), content: readFileSync(await pathOf(download)) };
}

const pathOf = async (download: Download): Promise<string> => (await download.path()) ?? "";

test("what a view shows can be exported, copied and put into a cell", async ({ lab }) => {
  await lab.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await lab.show("take-along.ipynb", outputs({ first: factorization, second: matrix }));
  const view = lab.page.locator(".factorlab-view").first();
  await expect(view).toBeVisible();
  await view.click({ button: "right", position: { x: 20, y: 8 } });
  await lab.page.locator(".lm-Menu-item", { hasText: "Factorlab" }).hover();
  await expect(lab.page.locator(".lm-Menu").nth(1)).toBeVisible();
  await lab.picture("citizen-menu-light");
  await lab.page.keyboard.press("Escape");
  await lab.page.keyboard.press("Escape");

  const png = await saved(lab, () => choose(lab, view, "Export as PNG"));
  expect(png.name).toBe("factorization.png");
  expect(png.content.subarray(1, 4).toString()).toBe("PNG");
  expect(png.content.readUInt32BE(16), "twice the picture's width").toBeGreaterThan(1200);
  const json = await saved(lab, () => choose(lab, view, "Export as JSON"));
  expect(json.name).toBe("factorization.factorization.json");
  expect(JSON.parse(json.content.toString())).toEqual(factorization);
  const csv = await saved(lab, () =>
    choose(lab, lab.page.locator(".factorlab-view").nth(1), "Export as CSV"),
  );
  expect(csv.name).toBe("L.csv");
  expect(csv.content.toString()).toContain(`0,0.123456,-1.5\r\n1,2.25,${1 / 3}\r\n`);

  await choose(lab, view, "Copy as LaTeX");
  await expect(lab.page.getByText("Copied as LaTeX.")).toBeVisible();
  expect(await lab.page.evaluate(() => navigator.clipboard.readText())).toContain("\\mbox{Anna} & 1.00");

  await choose(lab, view, "Insert as Cell");
  await expect(lab.cells).toHaveCount(3);
  await expect(lab.cells.nth(1).locator(".cm-content")).toContainText("const rowNames = ");
});

/** What JupyterLab has saved of the tabs that are open. */
async function savedTabs(lab: Lab): Promise<string[]> {
  const response = await lab.page.request.get(`${lab.origin}/lab/api/workspaces/default`);
  const { data } = (await response.json()) as { data: Record<string, SavedLayout | undefined> };
  return data["layout-restorer:data"]?.main.dock?.widgets ?? [];
}

interface SavedLayout {
  main: { dock: { widgets: string[] } | null };
}

test("the launcher's card, the menu and the palette open the playground; it and a file come back", async ({
  lab,
}) => {
  const { page } = lab;
  lab.write("a.factorization.json", JSON.stringify(factorization));
  const weight = weigh(lab);
  await lab.open("notebook.ipynb", notebook("factorlab", ["// nothing to see"]));
  await test.step("little of the extension is loaded before it is used", async () => {
    const bytes = await weight();
    console.log(`The extension loads ${bytes} bytes with JupyterLab.`);
    expect(bytes).toBeGreaterThan(3000);
    expect(bytes).toBeLessThan(20_000);
  });
  const panel = await openByCard(lab);
  await lab.menu("File", "New", "Factorization Playground");
  await expect(page.getByRole("tab", { name: "Playground" })).toHaveCount(2);
  await page.keyboard.press("Control+Shift+C");
  await page.locator(".lm-CommandPalette-input").fill("factorization playground");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "Playground" })).toHaveCount(3);
  for (const left of [2, 1]) {
    await lab.menu("File", "Close Tab");
    await expect(panel).toHaveCount(left);
  }

  await page.locator(".jp-DirListing-item", { hasText: "a.factorization.json" }).dblclick();
  const file = page.locator(".factorlab-document");
  await expect(file.locator("[data-panel='data'] td[data-value]")).toHaveCount(6);
  await lab.picture("citizen-document-light");
  await test.step("a cell goes into the notebook used last, or a message says that there is none", async () => {
    await choose(lab, file, "Insert as Cell");
    await expect(lab.cells).toHaveCount(2);
    await expect(lab.cells.nth(1).locator(".cm-content")).toContainText("const columnNames = ");
    await lab.menu("File", "Close Tab");
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(lab.cells).toHaveCount(0);
    await page.getByRole("tab", { name: "a.factorization.json" }).click();
    await choose(lab, file, "Insert as Cell");
    await expect(page.getByText("Open a notebook first")).toBeVisible();
  });
  await test.step("the view follows the file", async () => {
    lab.write("a.factorization.json", JSON.stringify({ ...matrix, name: "written by another program" }));
    await expect(file.getByText("written by another program")).toBeVisible();
    lab.write("a.factorization.json", "{ no");
    await expect(file.locator(".factorlab-error")).toContainText("It is not valid JSON");
  });
  await test.step("both come back", async () => {
    await expect
      .poll(() => savedTabs(lab))
      .toEqual([expect.stringMatching(/^factorlab-playground:/), "factorlab-documents:a.factorization.json"]);
    await page.goto(`${lab.origin}/lab`);
    await expect(page.getByRole("tab", { name: "Playground" })).toHaveCount(1);
    await expect(file.locator(".factorlab-error")).toContainText("It is not valid JSON");
  });
  await test.step("the text editor opens it too", async () => {
    await page.locator(".jp-DirListing-item", { hasText: "a.factorization.json" }).click({ button: "right" });
    await page.locator(".lm-Menu-item", { hasText: "Open With" }).hover();
    await expect(page.locator(".lm-Menu").nth(1)).toContainText("Factorization");
    await page.locator(".lm-Menu").nth(1).locator(".lm-Menu-item", { hasText: "Editor" }).click();
    await expect(page.locator(".jp-FileEditor")).toContainText("{ no");
  });
});

test("the settings change what is in sight, and the language", async ({ lab }) => {
  const { page } = lab;
  const wrong = { ...matrix, matrix: { ...L, rows: 3 } };
  await lab.show("settings.ipynb", outputs({ matrix, training, wrong }));
  const view = lab.cell("// matrix").locator(".factorlab-view");
  const [[cell]] = await cellsOf(view, "L");
  expect(cell.text).toBe("0.1235");
  await lab.menu("Settings", "Settings Editor");
  await page.locator(".jp-PluginList-entry", { hasText: "Factorlab" }).click();
  const setting = (name: string): Locator => page.locator(`select[id$="_${name}"]`);
  await expect(setting("digits")).toBeVisible();
  await lab.picture("citizen-settings-light");
  await setting("language").selectOption({ label: "Deutsch" });
  await page.getByRole("tab", { name: "settings.ipynb" }).click();
  // The editor of settings saves after a moment; a menu keeps the language in which it was opened.
  const trained = lab.cell("// training").locator(".factorlab-training");
  await expect(trained.locator("strong").first()).toHaveText("Training angehalten");
  await expect(lab.cell("// wrong").locator(".factorlab-error strong")).toHaveText(
    "Diese Ausgabe von Factorlab kann nicht gezeichnet werden.",
  );
  await view.click({ button: "right", position: { x: 20, y: 8 } });
  await page.locator(".lm-Menu-item", { hasText: "Factorlab" }).hover();
  await expect(page.locator(".lm-Menu").nth(1)).toContainText("Als Zelle einfügen");
  await expect(trained).toContainText("Das Modell behält die Faktoren von Iteration 4.");
  await expect(trained.locator("figcaption strong"), "what a view says once, too").toHaveText("Verlust");
  await lab.picture("citizen-german-light");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Settings", exact: true }).click();
  await setting("digits").selectOption({ label: "1" });
  await setting("palette").selectOption({ label: "Grey" });
  await page.getByRole("tab", { name: "settings.ipynb" }).click();
  const shown = async (): Promise<DrawnCell> => (await cellsOf(view, "L"))[0][0];
  await expect.poll(async () => (await shown()).text, "as numbers are written in German").toBe("0,1");
  expect((await shown()).background).not.toBe(cell.background);
});
