import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { UsageError } from "./arguments.mjs";
import { getBrowser } from "./browser-install.mjs";
import { complain } from "./build.mjs";
import { filmOf } from "./film.mjs";
import { startJupyter } from "./jupyter.mjs";
import { home, root } from "./paths.mjs";
import { PICTURES } from "./picture-list.mjs";
import { setUp } from "./setup.mjs";

/** Where the README's pictures are, each in a light and a dark theme. */
const folder = join(root, "docs", "images");
const THEMES = { light: "JupyterLab Light", dark: "JupyterLab Dark" };
/** Pixels of a picture to one of the page, so that its text is sharp. */
const SCALE = 1.3;
/** Pixels of the page around what is shown. */
const SPACE = 12;
/** The view of the playground. */
const PANEL = ".factorlab-view:has(.factorlab-playground)";
/** Milliseconds until an output is drawn and has come to rest. */
const REST = 2500;

/** @typedef {import("@playwright/test").Page} Page */

/** `npm run pictures [-- NAME …]`: takes the README's pictures of the views as they are now. @param {string[]} names */
export async function main(names) {
  try {
    const unknown = names.find((name) => !PICTURES.some((picture) => picture.name === name));
    if (unknown)
      throw new UsageError(
        `There is no picture "${unknown}": there is ${PICTURES.map(({ name }) => name).join(", ")}.`,
      );
    await setUp(["jupyter"], { quiet: true });
    for (const picture of PICTURES)
      if (names.length === 0 || names.includes(picture.name)) await take(picture);
  } catch (error) {
    complain(error);
  }
}

/** @param {import("./picture-list.mjs").Picture} picture */
async function take(picture) {
  mkdirSync(home, { recursive: true });
  const isolateDir = mkdtempSync(join(home, "pictures-"));
  const rootDir = join(isolateDir, "notebooks");
  mkdirSync(rootDir);
  writeFileSync(join(rootDir, "pictures.ipynb"), JSON.stringify(notebookOf(picture)));
  const jupyter = await startJupyter({ rootDir, isolateDir, options: ["--expose-app-in-browser"] });
  const executablePath = (await getBrowser((text) => console.log(text))) ?? undefined;
  const args = ["--disable-gpu", ...(process.geteuid?.() === 0 ? ["--no-sandbox"] : [])];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const viewport = { width: 1240, height: 1900 };
    const deviceScaleFactor = picture.film ? 1 : SCALE;
    const page = await browser.newPage({ viewport, deviceScaleFactor, reducedMotion: "reduce" });
    await page.goto(`${jupyter.url}/lab/tree/pictures.ipynb?reset&token=${jupyter.token}`);
    await page.locator(".jp-Notebook .jp-Cell").first().waitFor({ timeout: 120_000 });
    await collapseSidebar(page);
    if (picture.panel) await openPlayground(page, picture.panel);
    const view = page.locator(picture.panel ? PANEL : ".jp-Notebook .factorlab-view").first();
    await view.waitFor({ timeout: 120_000 });
    // The selected cell has a frame and buttons: it is one behind those that are shown.
    if (picture.cells.length > 1) await page.locator(".jp-CodeCell").last().click();
    await picture.act?.(view);
    if (picture.film) {
      const path = join(folder, `${picture.name}.gif`);
      writeFileSync(path, await filmOf(page, view, async () => withSpace(await boxOf(view))));
      return console.log(path);
    }
    for (const [suffix, theme] of Object.entries(THEMES)) {
      await changeTheme(page, theme);
      await page.mouse.move(2, 2);
      await page.waitForTimeout(REST);
      const path = join(folder, `${picture.name}-${suffix}.png`);
      const shown = picture.part === undefined ? view : view.locator(picture.part).first();
      const count = picture.cells.length;
      const box = count < 2 ? await boxOf(shown) : await cellsBox(page, count);
      await page.screenshot({ path, clip: withSpace(box) });
      console.log(path);
    }
  } finally {
    await browser.close();
    await jupyter.stop();
    rmSync(isolateDir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** @param {Page} page */
const collapseSidebar = (page) => page.evaluate("window.jupyterapp.shell.collapseLeft()");

/** Opens the playground as a panel. @param {Page} page @param {Record<string, unknown>} experiment */
async function openPlayground(page, experiment) {
  const open = JSON.stringify(["factorlab:open-playground", { experiment }]);
  await page.evaluate(`window.jupyterapp.commands.execute(...${open})`);
  await page.locator(`${PANEL} .factorlab-verdict`).waitFor();
}

/** @param {Page} page @param {string} theme JupyterLab's name of it */
async function changeTheme(page, theme) {
  const change = JSON.stringify(["apputils:change-theme", { theme }]);
  await page.evaluate(`window.jupyterapp.commands.execute(...${change})`);
  await page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: "attached" });
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/** @param {import("@playwright/test").Locator} shown @returns {Promise<Box>} */
async function boxOf(shown) {
  const box = await shown.boundingBox();
  if (!box) throw new Error("What a picture shows is not on the page.");
  return box;
}

/** @param {Box} box */
const withSpace = ({ x, y, width, height }) => ({
  ...{ x: x - SPACE, y: y - SPACE, width: width + SPACE, height: height + 2 * SPACE },
});

/** The part of the page with the first cells and their outputs. @param {Page} page @param {number} count */
async function cellsBox(page, count) {
  const cells = page.locator(".jp-CodeCell");
  const [first, last] = [await boxOf(cells.first()), await boxOf(cells.nth(count - 1))];
  return {
    x: first.x,
    y: first.y,
    width: Math.min(first.width, 1080),
    // The selected cell behind them has an edge of its own.
    height: last.y + last.height - first.y - SPACE,
  };
}

/** Its outputs, one a cell. @param {import("./picture-list.mjs").Picture} picture */
function notebookOf({ cells }) {
  const library = createRequire(import.meta.url)(root);
  const empty = {
    cell_type: "code",
    id: "empty",
    metadata: {},
    source: "",
    execution_count: null,
    outputs: [],
  };
  const made = cells.map(({ source, make }, k) => ({
    ...{ cell_type: "code", id: `cell-${k}`, metadata: {}, source, execution_count: k + 1 },
    outputs: [{ output_type: "display_data", metadata: {}, data: bundleOf(make(library)) }],
  }));
  const metadata = {
    kernelspec: { name: "factorlab", display_name: "factorlab" },
    language_info: { name: "typescript", mimetype: "text/typescript" },
  };
  return { nbformat: 4, nbformat_minor: 5, metadata, cells: made.length === 1 ? made : [...made, empty] };
}

/** @param {any} value a displayable one */
const bundleOf = (value) => value[Symbol.for("Jupyter.display")]();
