import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { root } from "../../scripts/lib/paths.mjs";
import type {} from "./app";
import type { Notebook } from "./notebooks";
import type { Server } from "./server";

const screenshots = join(root, "artifacts", "screenshots");

/** JupyterLab's own themes. */
export type Theme = "JupyterLab Light" | "JupyterLab Dark" | "JupyterLab Dark High Contrast";

/** Which kernel an opened notebook gets. @see ISessionContext.IKernelPreference in `@jupyterlab/apputils` */
interface KernelPreference {
  shouldStart?: boolean;
}

/** Opens a document, and takes away the launcher that stands where none is open. Runs on the page. */
async function openDocument(args: { path: string; kernelPreference: KernelPreference }): Promise<void> {
  const { commands, shell } = window.jupyterapp;
  await commands.execute("docmanager:open", args);
  for (const widget of [...shell.widgets("main")]) if (widget.id.startsWith("launcher")) widget.dispose();
}

/** A page with JupyterLab, driven as a person drives it: by its menus, and by looking at the page. */
export class Lab {
  constructor(
    readonly page: Page,
    private readonly server: Server,
    /** Whether the page is loaded anew for each document. */
    private readonly reloads: boolean,
  ) {}

  /** Writes a notebook into JupyterLab's folder and opens it with its kernel. */
  async open(name: string, notebook: Notebook | string): Promise<void> {
    this.write(name, typeof notebook === "string" ? notebook : JSON.stringify(notebook));
    if (this.reloads) {
      await this.page.goto(`${this.server.url}/lab/tree/${name}?reset&token=${this.server.token}`);
    } else await this.openHere(name, {});
    await this.opened(name);
  }

  /** Writes a notebook and opens it without a kernel: what its outputs hold is drawn. */
  async show(name: string, notebook: Notebook): Promise<void> {
    this.write(name, JSON.stringify(notebook));
    await this.openHere(name, { shouldStart: false });
    await this.opened(name);
  }

  /** Opens a document in the JupyterLab that is on the page, which is loaded where there is none. */
  private async openHere(path: string, kernelPreference: KernelPreference): Promise<void> {
    if (this.reloads || this.page.url() === "about:blank") {
      // Its own place for what is open, which a page of a test's own must find as the test has left it.
      await this.page.goto(`${this.server.url}/lab/workspaces/shared?reset&token=${this.server.token}`);
      await this.page.waitForFunction(() => window.jupyterapp?.restored.then(() => true));
    }
    await this.page.evaluate(openDocument, { path, kernelPreference });
  }

  private async opened(name: string): Promise<void> {
    const tab = this.page.getByRole("tab", { name: basename(name), exact: false });
    await expect(tab.first()).toBeVisible({ timeout: 60_000 });
    await expect(this.cells.first()).toBeVisible();
  }

  /** Writes a file into JupyterLab's folder. */
  write(name: string, text: string): void {
    const file = join(this.server.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Writes a notebook and opens it in Jupyter Notebook 7, which the same server serves. */
  async openInNotebook7(name: string, notebook: Notebook): Promise<void> {
    this.write(name, JSON.stringify(notebook));
    await this.page.goto(`${this.server.url}/notebooks/${name}?token=${this.server.token}`);
    await expect(this.cells.first()).toBeVisible({ timeout: 60_000 });
  }

  /**
   * Runs all cells of a notebook in Notebook 7 until one has printed or shown something. It says "idle" of a kernel that
   * is about to start, runs nothing then, and asks for a kernel where it knows none yet.
   */
  async runAllInNotebook7(shown: Locator): Promise<void> {
    await expect(this.page.locator(".jp-KernelName")).not.toHaveText(/^(No Kernel)?$/, { timeout: 60_000 });
    await expect(this.page.locator(".jp-Notebook-ExecutionIndicator")).toHaveAttribute("data-status", "idle");
    await expect(async () => {
      await this.menu("Run", "Run All Cells");
      await expect(shown).toBeVisible({ timeout: 10_000 });
    }).toPass();
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

  /** Chooses from a menu, again where JupyterLab has closed the menu meanwhile, since it was drawing its bar anew. */
  async menu(...path: [string, ...string[]]): Promise<void> {
    await expect(() => this.choose(path)).toPass({ timeout: 60_000 });
  }

  private async choose([bar, ...items]: [string, ...string[]]): Promise<void> {
    const timeout = 5000;
    await this.page.getByRole("menubar").first().getByText(bar, { exact: true }).click({ timeout });
    for (const [depth, item] of items.entries()) {
      const menu = this.page.locator(".lm-Menu").nth(depth);
      const entry = menu.locator(".lm-Menu-item", { has: this.page.getByText(item, { exact: true }) });
      await (depth < items.length - 1 ? entry.hover({ timeout }) : entry.click({ timeout }));
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
