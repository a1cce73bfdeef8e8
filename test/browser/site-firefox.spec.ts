/** The playground's page in Firefox, by its own protocol: see firefox.ts. */
import { expect, test } from "@playwright/test";
import { testedSite } from "../../scripts/lib/paths.mjs";
import { serveFolder } from "../../site/server/serve.mjs";
import { withFirefox } from "./firefox";

const CELL = ".factorlab-playground [role=gridcell]";

test("in Firefox a link opens, a number is changed by keyboard, and the address follows", async () => {
  const site = await serveFolder(testedSite, { port: 0 });
  const problems: string[] = [];
  await withFirefox(async (page) => {
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await page.goto(`${site.address}playground/#factorlab=1&seed=3&data=5,_;2.5,4`);
    await page.waitForSelector(CELL, { timeout: 20_000 });
    // The worker is a module, and has trained.
    await page.waitForFunction(() =>
      document.querySelector(".factorlab-verdict")?.textContent.includes("The blank comes out as"),
    );
    await page.click(CELL);
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash === "#factorlab=1&seed=3&data=3,_;2.5,4");
    const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(width[0]).toBeLessThanOrEqual(width[1]);
  });
  await site.close();
  expect(problems).toEqual([]);
});
