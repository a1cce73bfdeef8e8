import { expect, test } from "@playwright/test";
import { notebookFiles } from "../notebook-cells";
import { hostSite, addressOf } from "../site/lite";
import { closeNotebook, command, openNotebook, runCell, runInLastCell, runNotebook } from "../site/in-page";
import { expectCommitted } from "../site/outputs";
import { withFirefox, type FirefoxPage } from "./firefox";

const notebook = "01-matrix-factorization.ipynb";

/** Waits until the kernel is ready. */
const kernelReady = (page: FirefoxPage): Promise<unknown> =>
  page.waitForFunction(
    () =>
      [...document.querySelectorAll(".jp-StatusBar-TextItem")].some((each) =>
        each.textContent.includes("| Idle"),
      ),
    { timeout: 90_000 },
  );

test("in Firefox all notebooks give the outputs that are committed, an interrupt keeps variables, stacks have the cells' lines, and edits stay", async ({
  page: chromium,
}) => {
  // Ten notebooks, in twice their time where other tests run beside; each wait within says by itself what did not come.
  test.setTimeout(300_000);
  const host = await hostSite();
  await withFirefox(async (page) => {
    await page.goto(addressOf(host, notebook));
    await kernelReady(page);
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
    const others = notebookFiles().filter((file) => file !== notebook);
    expect(others).toHaveLength(9);
    for (const file of others) {
      await expectCommitted(chromium, file, await page.evaluate(runNotebook, file));
      await page.evaluate(closeNotebook);
    }
    await expectCommitted(chromium, notebook, await page.evaluate(runNotebook, notebook));
    const failed = await page.evaluate(runCell, {
      code: "function check() {\n  throw new RangeError('low');\n}\nconst deeper = () => check();\ndeeper()",
    });
    expect(failed.traceback).toMatch(
      /^RangeError: low\n {4}at check \(cell \[\d+\]:2:\d+\)\n {4}at deeper \(cell \[\d+\]:4:\d+\)\n {4}at cell \[\d+\]:5:\d+\n/,
    );
    await page.evaluate(runCell, { code: "let turns = 7" });
    const stopped = await page.evaluate(runCell, { code: "for (;;);", interruptAfter: 300 });
    expect(stopped.ename).toBe("KeyboardInterrupt");
    expect((await page.evaluate(runCell, { code: "turns" })).result).toBe("7");
    await page.evaluate(runInLastCell, "'edited in Firefox'");
    await page.evaluate(command, ["docmanager:save"] as [string]);
    await page.reload();
    await kernelReady(page);
    expect(JSON.stringify(await page.evaluate(openNotebook))).toContain("edited in Firefox");
  });
  await host.close();
});
