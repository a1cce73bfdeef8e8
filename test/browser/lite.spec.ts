/** Notebooks in JupyterLite, on a host that only serves files: cells run in a worker of the page. */
import { expect, test, type Page } from "@playwright/test";
import { notebookFiles } from "../notebook-cells";
import type { Host } from "../site/host";
import { closeNotebook, complete, runInLastCell, runNotebook, throughComm, writeFile } from "../site/in-page";
import { addressOf, hostSite, openNotebook, run } from "../site/lite";
import { expectCommitted } from "../site/outputs";

const notebook = "01-matrix-factorization.ipynb";
let host: Host;
let page: Page;

test.beforeAll(async ({ browser }) => {
  host = await hostSite();
  page = await browser.newPage();
  await openNotebook(page, addressOf(host, notebook));
});

test.afterAll(async () => {
  await page.close();
  await host.close();
});

/** The text of a cell's result. */
const result = async (code: string): Promise<string> => (await run(page, code)).result;

test("the first visit ends in a page that may share memory with its workers", async () => {
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
});

test("the theme follows the system's", async () => {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("body")).toHaveAttribute(
      "data-jp-theme-light",
      String(colorScheme === "light"),
    );
  }
});

test("all notebooks give the outputs that are committed", async () => {
  const others = notebookFiles().filter((file) => file !== notebook);
  expect(others).toHaveLength(9);
  for (const file of others) {
    await expectCommitted(page, file, await page.evaluate(runNotebook, file));
    await page.evaluate(closeNotebook);
  }
  await expectCommitted(page, notebook, await page.evaluate(runNotebook, notebook));
  await expect(page.locator(".factorlab > .factorlab-view").first()).toBeVisible();
});

test("an interrupt ends a loop, and variables stay", async () => {
  await run(page, "let turns = 7");
  const ended = await run(page, { code: "while (true) turns++", interruptAfter: 300 });
  expect(ended.ename).toBe("KeyboardInterrupt");
  expect(await result("turns > 1000")).toBe("true");
});

test("an interrupt ends what waits, and runs its finally blocks", async () => {
  const code = 'try { await new Promise(() => {}) } finally { console.log("cleaned up") }';
  const ended = await run(page, { code, interruptAfter: 300 });
  expect([ended.ename, ended.printed]).toEqual(["KeyboardInterrupt", "cleaned up\n"]);
});

test("names are completed while a cell waits", async () => {
  await run(page, "const known = new Map<string, number>()");
  const waiting = run(page, "await new Promise((resolve) => setTimeout(resolve, 1500)); 'woken'");
  expect(await page.evaluate(complete, "known.si")).toContain("size");
  expect((await waiting).result).toBe("'woken'");
});

test("a person is asked below the cell, and the button stops a cell that is not answered", async () => {
  const cell = page.locator(".jp-CodeCell").last();
  await page.evaluate(runInLastCell, "const name = prompt('Your name?'); `Hello ${name}`");
  const input = cell.locator("input.jp-Stdin-input");
  await input.fill("Zoë");
  await input.press("Enter");
  await expect(cell.locator(".jp-OutputArea-executeResult")).toContainText("Hello Zoë");
  await page.evaluate(runInLastCell, "prompt('Not answered')");
  await expect(input).toBeVisible();
  await page.locator('[data-jp-item-name="interrupt"]').click();
  await expect(cell.locator(".jp-OutputArea")).toContainText("KeyboardInterrupt");
  expect(await result("name")).toBe("'Zoë'");
});

test("own files are imported from JupyterLite's drive, and read anew once they have changed", async () => {
  const source =
    'import rows from "./rows.json";\nexport const total = (): number => rows.reduce((a, b) => a + b, 0);\n';
  await page.evaluate(writeFile, ["rows.json", "[1, 2, 3]"] as [string, string]);
  await page.evaluate(writeFile, ["own.ts", source] as [string, string]);
  expect(await result('import { total } from "./own"; total()')).toBe("6");
  await page.evaluate(writeFile, ["rows.json", "[1, 2, 30]"] as [string, string]);
  expect(await result('import { total } from "./own"; total()')).toBe("33");
  await page.evaluate(writeFile, [
    "own.ts",
    `${source}export const fail = () => { throw new Error("here") };`,
  ] as [string, string]);
  expect((await run(page, 'import { fail } from "./own"; fail()')).traceback).toContain("/drive/own.ts:3:");
  expect((await run(page, 'import { none } from "./none"')).ename).toBe("CompileError");
});

test("bytes go through a comm in both directions, once its cell has ended", async () => {
  await run(
    page,
    'Jupyter.comms.register("twice", (comm) => { comm.onMessage = (_data, { buffers }) => ' +
      "comm.send({}, { buffers: [buffers[0].map((each) => 2 * each)] }); });",
  );
  expect(await page.evaluate(throughComm, ["twice", [1, 2, 100]] as [string, number[]])).toEqual([2, 4, 200]);
});

test("a module is imported by its address", async () => {
  host.newer.set("/lab/sum.js", "export const sum = (...all) => all.reduce((a, b) => a + b, 0);");
  const code = `const { sum } = await import("${host.address}lab/sum.js"); sum(1, 2, 3)`;
  expect(await run(page, code)).toMatchObject({ result: "6" });
});
