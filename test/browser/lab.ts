import { rmSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { Lab } from "./jupyterlab";
import { reset } from "./reset";
import { withServer } from "./server";
import type { Server } from "./server";

export type { Lab, Theme } from "./jupyterlab";

/** What the tests of a worker have in common, once a test has asked for it. */
interface Shared {
  page?: Page;
}

interface OfTest {
  lab: Lab;
  /** Whether the test gets a page of its own, loaded anew, instead of the one that the tests before have used. */
  ownPage: boolean;
}

/**
 * Tests get a {@link Lab}. Behind the tests of one worker are one server and, as long as none of them fails, one page:
 * loading JupyterLab takes longer than most of the tests. After a failure Playwright starts another worker.
 */
export const test = base.extend<OfTest, { server: Server; shared: Shared }>({
  ownPage: [false, { option: true }],
  server: [async ({}, use) => withServer(use), { scope: "worker", timeout: 180_000 }],
  shared: [async ({}, use) => use({}), { scope: "worker" }],
  page: async ({ browser, shared, ownPage, viewport }, use, info) => {
    const page = (!ownPage && shared.page) || (await browser.newPage());
    if (!ownPage) shared.page = page;
    await use(page);
    const again = !ownPage && info.status === info.expectedStatus && (await reset(page, viewport));
    if (again) return;
    if (!ownPage) shared.page = undefined;
    // And with it the context that was made for it.
    await page.close();
  },
  lab: async ({ page, server, ownPage }, use) => {
    // What a test before has set, such as a language, is not the next one's.
    rmSync(server.settings, { recursive: true, force: true });
    await use(new Lab(page, server, ownPage));
  },
});

/** For tests that measure time: no other test runs meanwhile. */
export const alone = { tag: "@alone" };

export { expect };
