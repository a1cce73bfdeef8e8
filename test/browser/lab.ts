import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { startJupyter } from "../../scripts/lib/jupyter.mjs";
import { home, root } from "../../scripts/lib/paths.mjs";
import { makeMovieLens } from "../datasets/made-movielens";
import type { Notebook } from "./notebooks";

const screenshots = join(root, "artifacts", "screenshots");

/** JupyterLab's own themes. */
export type Theme = "JupyterLab Light" | "JupyterLab Dark" | "JupyterLab Dark High Contrast";

interface Server {
  url: string;
  token: string;
  /** The folder that JupyterLab shows: inside the checkout, so that cells find the library. */
  folder: string;
  /** Where JupyterLab keeps what a person has set. */
  settings: string;
}

/** A page with JupyterLab, driven as a person drives it: by its menus, and by looking at the page. */
export class Lab {
  constructor(
    readonly page: Page,
    private readonly server: Server,
  ) {}

  /** Writes a notebook into JupyterLab's folder and opens it. */
  async open(name: string, notebook: Notebook | string): Promise<void> {
    this.write(name, typeof notebook === "string" ? notebook : JSON.stringify(notebook));
    await this.page.goto(`${this.server.url}/lab/tree/${name}?reset&token=${this.server.token}`);
    await expect(this.page.getByRole("tab", { name, exact: false }).first()).toBeVisible({ timeout: 60_000 });
    await expect(this.cells.first()).toBeVisible();
  }

  /** Writes a file into JupyterLab's folder. */
  write(name: string, text: string): void {
    writeFileSync(join(this.server.folder, name), text);
  }

  /** Writes a notebook and opens it in Jupyter Notebook 7, which the same server serves. */
  async openInNotebook7(name: string, notebook: Notebook): Promise<void> {
    writeFileSync(join(this.server.folder, name), JSON.stringify(notebook));
    await this.page.goto(`${this.server.url}/notebooks/${name}?token=${this.server.token}`);
    await expect(this.cells.first()).toBeVisible({ timeout: 60_000 });
  }

  /** What JupyterLab has saved of a notebook. */
  read(name: string): string {
    return readFileSync(join(this.server.folder, name), "utf8");
  }

  get cells(): Locator {
    return this.page.locator(".jp-Notebook .jp-CodeCell");
  }

  /** The one code cell with this text in its source. */
  cell(source: string): Locator {
    const editor = this.page.locator(".jp-InputArea-editor", { hasText: source });
    return this.cells.filter({ has: editor });
  }

  /** Scrolls to an element; a notebook that is still being laid out may take it away for a moment. */
  async scrollTo(element: Locator): Promise<void> {
    await expect(() => element.scrollIntoViewIfNeeded({ timeout: 5000 })).toPass({ timeout: 30_000 });
  }

  async menu(...path: [string, ...string[]]): Promise<void> {
    const [bar, ...items] = path;
    await this.page.getByRole("menubar").first().getByText(bar, { exact: true }).click();
    for (const [depth, item] of items.entries()) {
      const menu = this.page.locator(".lm-Menu").nth(depth);
      const entry = menu.locator(".lm-Menu-item", { has: this.page.getByText(item, { exact: true }) });
      await (depth < items.length - 1 ? entry.hover() : entry.click());
    }
  }

  /** Waits until the kernel has started: JupyterLab runs nothing before. */
  async kernelReady(): Promise<void> {
    const kernel = this.page.locator(".jp-StatusBar-TextItem", { hasText: "| Idle" });
    await expect(kernel).toBeVisible({ timeout: 120_000 });
  }

  /** Runs all cells and waits until the last one has ended. */
  async runAll(): Promise<void> {
    await this.kernelReady();
    await this.menu("Run", "Run All Cells");
    const prompt = this.cells.last().locator(".jp-InputPrompt");
    await expect(prompt).toHaveText(/^\[\d+\]:$/, { timeout: 120_000 });
  }

  async theme(name: Theme): Promise<void> {
    await this.menu("Settings", "Theme", name);
    await expect(this.page.locator("body")).toHaveAttribute("data-jp-theme-name", name);
  }

  /** Closes the notebook's tab; what is not saved is not wanted. */
  async closeTab(): Promise<void> {
    await this.menu("File", "Close Tab");
    const discard = this.page.getByRole("button", { name: "Discard" });
    await expect(discard.or(this.page.locator(".jp-Launcher"))).toBeVisible();
    if (await discard.isVisible()) await discard.click();
    await expect(this.page.locator(".jp-NotebookPanel")).toHaveCount(0);
  }

  /** Keeps a picture for people: `artifacts/screenshots/<name>.png`. */
  async picture(name: string, of: Locator | Page = this.page): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await of.screenshot({ path: join(screenshots, `${name}.png`) });
  }

  get origin(): string {
    return this.server.url;
  }
}

/** Tests get a {@link Lab}; the server behind it serves all of them, with settings and files of its own. */
export const test = base.extend<{ lab: Lab }, { server: Server }>({
  server: [
    async ({}, use) => {
      mkdirSync(home, { recursive: true });
      const isolateDir = mkdtempSync(join(home, "browser-test-"));
      const folder = join(isolateDir, "notebooks");
      mkdirSync(folder);
      // Kernels find here what they would download.
      process.env["FACTORLAB_DATA"] = join(isolateDir, "data");
      makeMovieLens(process.env["FACTORLAB_DATA"]);
      const jupyter = await startJupyter({
        rootDir: folder,
        isolateDir,
        options: ["--expose-app-in-browser"],
      });
      try {
        const settings = join(isolateDir, "config", "lab", "user-settings");
        await use({ url: jupyter.url, token: jupyter.token, folder, settings });
      } finally {
        await jupyter.stop();
        rmSync(isolateDir, { recursive: true, force: true, maxRetries: 3 });
      }
    },
    { scope: "worker", timeout: 180_000 },
  ],
  lab: async ({ page, server }, use) => {
    // What a test before has set, such as a language, is not the next one's.
    rmSync(server.settings, { recursive: true, force: true });
    await use(new Lab(page, server));
  },
});

export { expect };
