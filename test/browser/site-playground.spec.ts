/** The playground as a page of its own: by link, by keyboard, on a phone, in an iframe, and what it loads. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test, type Browser, type Locator, type Page } from "@playwright/test";
import { testedSite } from "../../scripts/lib/paths.mjs";
import { serveFolder } from "../../site/server/serve.mjs";
import { findings } from "./accessibility";
import { newPageNoting } from "./page-errors";

let site: Awaited<ReturnType<typeof serveFolder>>;
/** Opened once; each test begins with an address of its own. */
let page: Page;
let problems: string[] = [];

test.beforeAll(async ({ browser }) => {
  site = await serveFolder(testedSite, { port: 0 });
  page = await newPage(browser);
});

test.beforeEach(() => {
  problems = [];
});

test.afterAll(async () => {
  await page.close();
  await site.close();
});

const newPage = (browser: Browser, options?: Parameters<Browser["newPage"]>[0]): Promise<Page> =>
  newPageNoting((problem) => problems.push(problem), browser, options);

const open = async (rest = "", where = page): Promise<void> => {
  // From elsewhere, since a change of the fragment alone would not load the page anew.
  await where.goto("about:blank");
  await where.goto(`${site.address}playground/${rest}`);
};
const verdict = (where: Page = page): Locator => where.locator(".factorlab-verdict");
const cell = (row: number, column: number, where: Page = page): Locator =>
  where
    .locator(".factorlab-playground")
    .getByRole("grid")
    .locator("tbody tr")
    .nth(row)
    .getByRole("gridcell")
    .nth(column);
const fragment = (where: Page = page): Promise<string> => where.evaluate(() => location.hash);

const LINK = "#factorlab=1&rows=Ada,Ben&columns=Tea,Rust&features=1&seed=3&data=5,_;2.5,4";

test("a link opens its experiment in a fresh profile, and changes go into the address", async ({
  browser,
}) => {
  const fresh = await newPage(browser);
  await open(LINK, fresh);
  await expect(fresh.getByRole("columnheader", { name: "Rust" }).first()).toBeVisible();
  await expect(verdict(fresh)).toContainText("The blank comes out as");
  await cell(1, 0, fresh).click();
  await fresh.keyboard.type("3");
  await fresh.keyboard.press("Enter");
  const changed = LINK.replace("2.5", "3");
  await expect.poll(() => fragment(fresh)).toBe(changed);
  await fresh.reload();
  await expect(cell(1, 0, fresh)).toHaveText("3");
  expect(problems).toEqual([]);
  await fresh.close();
});

test("the form stays beside what it changes while the page is scrolled", async ({ browser }) => {
  const wide = await newPage(browser, { viewport: { width: 1366, height: 500 } });
  await open(LINK, wide);
  await expect(verdict(wide)).toContainText("The blank comes out as");
  await wide.evaluate(() => window.scrollTo(0, 300));
  await expect.poll(() => wide.evaluate(() => window.scrollY)).toBe(300);
  await expect(verdict(wide)).toBeInViewport();
  await wide.close();
});

test("the link that is copied is that of the page, with the experiment", async () => {
  await open(LINK);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByRole("status").filter({ hasText: "copied" })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${site.address}playground/${LINK}`);
  await page.context().clearPermissions();
});

test("the notebooks of the site have links to its playground, wherever the site is", async ({ browser }) => {
  const lab = await newPage(browser);
  await lab.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  // JupyterLab opens what a link holds in a panel, without a kernel.
  await lab.goto(`${site.address}lab/${LINK}`);
  await lab.locator(".factorlab-playground").getByRole("button", { name: "Copy link" }).click();
  await expect(lab.getByRole("status").filter({ hasText: "copied" })).toBeVisible();
  const link = await lab.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${site.address}playground/${LINK}`);
  await lab.close();
});

test("the way back leads to the experiment that was shown before, and to the one that was left", async () => {
  await open(LINK);
  await expect(cell(1, 1)).toHaveText("4");
  await page.evaluate(() => (location.hash = "#factorlab=1&data=7,8"));
  await expect(cell(0, 1)).toHaveText("8");
  await page.goBack();
  await expect(cell(1, 1)).toHaveText("4");
  await cell(1, 1).click();
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await expect.poll(fragment).toContain("2.5,1");
  await page.getByRole("link", { name: "What is a latent factor?" }).click();
  await expect(page).toHaveTitle(/latent factor/);
  await page.goBack();
  await expect(cell(1, 1)).toHaveText("1");
});

test.describe("a link that cannot be read", () => {
  for (const [what, rest, reason] of [
    ["cut in its middle", "#factorlab=1&features=2&da", "data is missing"],
    ["with a word for a number", "#factorlab=1&data=1,x", "data[0][1] is NaN"],
    ["of a newer version", "#factorlab=2&data=1,2", "a newer version made it"],
    ["damaged by another program", "#factorlab%3D1%26data%3D1", "it is damaged"],
    ["that is too long", `#factorlab=1&data=${"1,".repeat(500_000)}1`, "1000018 characters"],
    ["with more cells than the form can hold", `#factorlab=1&data=${"1,".repeat(200)}1`, "100"],
  ]) {
    test(`says why, and shows an example: one ${what}`, async () => {
      await open(rest);
      await expect(
        page.getByRole("alert").filter({ hasText: "This link's experiment cannot be read" }),
      ).toContainText(reason);
      await expect(cell(5, 2)).toHaveText("3");
      await expect(verdict()).toContainText("Converged.");
    });
  }

  test("leaves what is shown as it is, where the page was open already", async () => {
    await open(LINK);
    await expect(cell(1, 1)).toHaveText("4");
    await page.evaluate(() => (location.hash = "#factorlab=1&data=x"));
    await expect(page.getByRole("alert")).toContainText("cannot be read");
    await expect(cell(1, 1)).toHaveText("4");
  });
});

test("in an iframe it has no header, and a way to a tab of its own with the experiment", async () => {
  const course = mkdtempSync(join(tmpdir(), "factorlab course "));
  const address = `${site.address}playground/?embed&theme=dark&lang=de${LINK}`;
  const frameTag = `<iframe src="${address}" title="The playground" width="700" height="900"></iframe>`;
  writeFileSync(join(course, "index.html"), `<!doctype html><title>A course</title>${frameTag}`);
  const elsewhere = await serveFolder(course, { port: 0 });
  await page.goto(elsewhere.address);
  const frame = page.frameLocator("iframe");
  await expect(frame.locator(".factorlab-verdict")).toContainText("Die Lücke");
  await expect(frame.getByRole("navigation")).toBeHidden();
  await expect(frame.locator("html")).toHaveAttribute("data-factorlab-theme", "dark");
  await frame.locator(".factorlab-playground").getByRole("gridcell").first().click();
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  const own = frame.getByRole("link", { name: "In einem eigenen Tab öffnen" });
  await expect(own).toHaveAttribute("href", `/playground/${LINK.replace("data=5", "data=1")}`);
  await expect(own).toHaveAttribute("target", "_blank");
  await elsewhere.close();
  rmSync(course, { recursive: true });
});

test("everything can be reached and done with the keyboard alone", async () => {
  await open();
  await expect(verdict()).toContainText("Converged.");
  const seen: string[] = [];
  for (let k = 0; k < 80 && !seen.includes("Copy JSON"); k++) {
    await page.keyboard.press("Tab");
    seen.push(
      await page.evaluate(() => {
        const at = document.activeElement!;
        const label = (at as HTMLInputElement).labels?.[0]?.textContent;
        return at.getAttribute("aria-label") ?? label ?? at.textContent.trim();
      }),
    );
  }
  expect(seen[0]).toBe("Skip to the content");
  for (const name of ["Playground", "Dark", "Example", "Learning rate", "Compare 6 seeds", "Copy link"])
    expect(seen).toContain(name);
  await cell(0, 0).focus();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  await expect.poll(fragment).toContain("data=9,2,3;");
});

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 400],
] as const) {
  test(`nobody is kept out: axe finds nothing (${theme}, ${width} pixels wide)`, async ({ browser }) => {
    const own = await newPage(browser, { colorScheme: theme, viewport: { width, height: 900 } });
    await open("", own);
    await expect(verdict(own)).toContainText("Converged.");
    expect(await findings(own, "body")).toEqual([]);
    await own.screenshot({
      path: `artifacts/screenshots/site-playground-${width}-${theme}.png`,
      fullPage: true,
    });
    expect(problems).toEqual([]);
    await own.close();
  });
}

test("on a phone nothing is wider than the screen, and fingers find the form", async ({ browser }) => {
  const phone = await newPage(browser, {
    viewport: { width: 400, height: 800 },
    hasTouch: true,
    isMobile: true,
  });
  await open("", phone);
  await expect(verdict(phone)).toContainText("Converged.");
  const width = await phone.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(400);
  await phone.getByRole("button", { name: "Change the numbers" }).tap();
  await expect(cell(0, 0, phone)).toBeInViewport();
  await cell(0, 0, phone).tap();
  await phone.keyboard.type("2");
  await phone.keyboard.press("Enter");
  await expect.poll(() => fragment(phone)).toContain("data=2,2,3;");
  await phone.close();
});

test("a browser that refuses storage loses the theme with the page, and nothing else", async ({
  browser,
}) => {
  const strict = await newPage(browser, { colorScheme: "light" });
  await strict.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
  await open("", strict);
  await expect(verdict(strict)).toContainText("Converged.");
  const dark = strict.getByRole("button", { name: "Dark" });
  await dark.click();
  await expect(dark).toHaveAttribute("aria-pressed", "true");
  await expect(strict.locator("html")).toHaveAttribute("data-factorlab-theme", "dark");
  expect(problems).toEqual([]);
  await strict.close();
});

test("a browser that cannot run the page is told so, and so is a person whose network fails", async ({
  browser,
}) => {
  const note = "This page could not start.";
  const old = await newPage(browser);
  await old.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await open("", old);
  await expect(old.getByRole("alert").filter({ hasText: note })).toBeVisible();
  await expect(old.getByText("The playground is loading")).toBeHidden();
  await old.close();
  const cut = await newPage(browser);
  await cut.route("**/assets/*.js", (route) => route.abort());
  await open("", cut);
  await expect(cut.getByRole("alert").filter({ hasText: note })).toBeVisible();
  await cut.close();
  await open();
  await expect(verdict()).toContainText("Converged.");
  await expect(page.getByText(note)).toBeHidden();
});

test("a page that was opened as a file says how to serve it", async () => {
  await page.goto(pathToFileURL(join(testedSite, "index.html")).href);
  await expect(page.getByRole("note")).toContainText("python serve.py");
  await page.goto(site.address);
  await expect(page.getByText("This page has to come from a server.")).toBeHidden();
});

test("a theme that was chosen stays, on all pages", async () => {
  await open();
  await page.getByRole("button", { name: "Dark" }).click();
  await page.goto(site.address);
  await expect(page.locator("html")).toHaveAttribute("data-factorlab-theme", "dark");
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-factorlab-theme", "light");
});

test("an address without a page has a page that says so, and leads on", async () => {
  const answer = await page.goto(`${site.address}no/such/page`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
  await page.getByRole("link", { name: "The playground" }).click();
  await expect(verdict()).toContainText("Converged.");
});

/** Kilobytes that a page may load before it can be used, as hosts pack them. */
const MOST_KILOBYTES = 150;

test("it can be used after less than 150 kB; how long that takes on 20 Mbit/s is printed", async ({
  browser,
}) => {
  const fresh = await newPage(browser);
  // The chart library comes when the page has nothing else to do, which may be before a slow machine clicks.
  await fresh.addInitScript(() => (globalThis.requestIdleCallback = () => 0));
  const client = await fresh.context().newCDPSession(fresh);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 40,
    // Bytes a second. The local server packs nothing, so that this is slower than a host.
    downloadThroughput: 20e6 / 8,
    uploadThroughput: 5e6 / 8,
  });
  // By address: the worker finds in the browser what the page has loaded.
  const loaded = new Map<string, Promise<number>>();
  fresh.on("response", (response) => {
    const bytes = response.body().then((body) => gzipSync(body).length);
    bytes.catch(() => undefined);
    loaded.set(response.url(), bytes);
  });
  await open("", fresh);
  await cell(0, 0, fresh).click();
  const ready = await fresh.evaluate(() => performance.now());
  const sizes = await Promise.all([...loaded.values()]);
  const kilobytes = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1000;
  console.log(`playground: ${kilobytes.toFixed(1)} kB packed, first click after ${ready.toFixed(0)} ms`);
  expect(kilobytes).toBeLessThan(MOST_KILOBYTES);
  await fresh.close();
});
