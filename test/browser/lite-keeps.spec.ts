/** What JupyterLite keeps in the browser, and what it says where the browser cannot. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { testedSite } from "../../scripts/lib/paths.mjs";
import type { Host } from "../site/host";
import { command, openNotebook as notebookOf, runInLastCell } from "../site/in-page";
import { addressOf, hostSite, kernelReady, openNotebook, run, shows } from "../site/lite";

const [first, second] = ["01-matrix-factorization.ipynb", "02-one-gradient-at-a-time.ipynb"];
let host: Host;

test.beforeAll(async () => {
  host = await hostSite();
});

test.afterAll(() => host.close());

const source = async (page: Page): Promise<string> => JSON.stringify(await page.evaluate(notebookOf));
const save = (page: Page): Promise<void> => page.evaluate(command, ["docmanager:save"] as [string]);

/** Waits for a notification. */
async function told(page: Page, text: string | RegExp): Promise<void> {
  await expect(
    page.locator(".Toastify__toast, .jp-toast-message").filter({ hasText: text }).first(),
  ).toBeVisible();
}

test("a notebook fills a narrow screen, and the one that the address names is in front of those of the last visit", async ({
  page,
}) => {
  await page.setViewportSize({ width: 400, height: 900 });
  await openNotebook(page, addressOf(host, first));
  const width = (): Promise<number> =>
    page.locator(".jp-NotebookPanel:visible").evaluate((panel) => panel.clientWidth);
  await expect.poll(width).toBeGreaterThan(300);
  await openNotebook(page, addressOf(host, second));
  await shows(page, second);
});

test("an edited notebook is there after a reload, and after an update of the site, which brings all others", async ({
  page,
}) => {
  await openNotebook(page, addressOf(host, first));
  await page.evaluate(runInLastCell, "const mine = 'kept by the browser'; mine");
  await expect(page.locator(".jp-CodeCell").last()).toContainText("'kept by the browser'");
  await save(page);
  await page.reload();
  await kernelReady(page);
  expect(await source(page)).toContain("kept by the browser");

  for (const name of [first, second]) {
    const path = `/lab/files/${name}`;
    host.newer.set(
      path,
      readFileSync(join(testedSite, path), "utf8").replace(/"source": \[\n *"/, "$&Of the next version. "),
    );
  }
  const worker = "/lab/service-worker.js";
  host.newer.set(worker, `${readFileSync(join(testedSite, worker), "utf8")}\n//`);
  await page.reload();
  await kernelReady(page);
  const mine = await source(page);
  expect(mine).toContain("kept by the browser");
  expect(mine).not.toContain("Of the next version.");
  await page.goto(addressOf(host, second));
  await shows(page, second);
  await expect(async () => expect(await source(page)).toContain("Of the next version.")).toPass();
  host.newer.clear();
});

test("without service worker and vectors, cells run, and the page and they say what cannot be done", async ({
  browser,
}) => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.addInitScript(() => (WebAssembly.validate = () => false));
  await openNotebook(page, addressOf(host, first));
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
  await told(page, "shares no memory with them");
  await told(page, "lacks WebAssembly SIMD");
  expect((await run(page, "const before = 1; before")).result).toBe("1");
  expect((await run(page, "prompt('Who?')")).evalue).toContain("write the answer into the cell");
  const waits = await run(page, { code: "await new Promise(() => {})", interruptAfter: 300 });
  expect([waits.ename, waits.evalue]).toEqual(["KeyboardInterrupt", "the cell was interrupted"]);
  expect((await run(page, "before")).result).toBe("1");
  const loops = await run(page, { code: "for (;;);", interruptAfter: 300 });
  expect(loops.evalue).toContain("all variables are lost");
  expect((await run(page, "typeof before")).ename).toBe("CompileError");
  expect((await run(page, "1 + 1")).result).toBe("2");
  await context.close();
});

test("where the browser keeps nothing, the page says so, and cells run", async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException("The user denied permission to access the database.", "SecurityError");
    };
    IDBFactory.prototype.open = refuse;
    Object.defineProperty(window, "localStorage", { get: refuse });
  });
  await openNotebook(page, addressOf(host, first));
  await told(page, "keeps nothing for this page");
  expect((await run(page, "1 + 1")).result).toBe("2");
  await save(page);
});

test("a full storage, and a notebook that is open twice, are said in words", async ({ page }) => {
  await openNotebook(page, addressOf(host, first));
  const other = await page.context().newPage();
  await openNotebook(other, addressOf(host, first));
  await told(other, `${first} is open in another tab or window as well`);
  await other.close();
  // As browsers do: a quota that protocols can set is not heeded by all of them.
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  });
  await page.evaluate(runInLastCell, "'x'.repeat(50_000)");
  const saving = save(page).catch(() => undefined);
  await expect(page.getByRole("dialog")).toContainText("storage for this page is full");
  await page.getByRole("dialog").getByRole("button").last().click();
  await saving;
});
