/** The front page: each of its pictures does what its text says, for eyes, fingers, keys and ears. */
import { gzipSync } from "node:zlib";
import { expect, test, type Browser, type Locator, type Page } from "@playwright/test";
import { testedSite } from "../../scripts/lib/paths.mjs";
import { serveFolder } from "../../site/server/serve.mjs";
import { cutOff, findings } from "./accessibility";
import { newPageNoting } from "./page-errors";

let site: Awaited<ReturnType<typeof serveFolder>>;
let page: Page;
let problems: string[] = [];

test.beforeAll(async ({ browser }) => {
  site = await serveFolder(testedSite, { port: 0 });
  page = await open(browser);
});

test.beforeEach(() => {
  problems = [];
});

test.afterEach(() => {
  expect(problems).toEqual([]);
});

test.afterAll(async () => {
  await page.close();
  await site.close();
});

async function open(browser: Browser, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
  const opened = await newPageNoting((problem) => problems.push(problem), browser, options);
  await opened.goto(site.address);
  return opened;
}

const figure = (name: string, where = page): Locator => where.locator(`[data-figure="${name}"]`);
const press = (name: string, button: string, where = page): Promise<void> =>
  figure(name, where).getByRole("button", { name: button, exact: true }).click();
const turn = (dial: string, value: string, where = page): Promise<void> =>
  where.getByRole("slider", { name: dial }).fill(value);
const learnAt = (position: number, where = page): Promise<void> =>
  turn("Learning rate", String(position), where);
const cell = (name: string, label: string, where = page): Locator =>
  figure(name, where).getByRole("gridcell").getByRole("button", { name: label });

test("a guess for Ada fills her hole, and shows who is like her", async () => {
  const guess = figure("guess");
  await expect(guess.getByRole("cell").nth(2)).toHaveText("?");
  await press("guess", "4 stars");
  await expect(guess.getByRole("cell").nth(2)).toHaveText("4");
  await expect(guess.getByRole("status")).toContainText("Dev and Grace");
  await expect(guess.locator("tr.faded")).toHaveCount(5);
});

test("the dials make the guess, its sum and its miss, and the table of everybody follows", async () => {
  const dials = figure("dials");
  await expect(dials.getByRole("status")).toHaveText("The guesses miss by 1.3 stars on average.");
  await turn("Ada: space", "5");
  await turn("Ada: love", "1");
  await expect(dials.getByRole("status")).toContainText("That is as close as whole stars can tell.");
  await dials.getByRole("row", { name: /^Apollo/ }).hover();
  await expect(dials.locator(".sum")).toHaveText("Apollo 13: 5 ★ × 90% + 1 ★ × 10% = 4.6 ★");
  await turn("Apollo 13: love", "0.5");
  await expect(dials.locator(".sum")).toHaveText("Apollo 13: 5 ★ × 90% + 1 ★ × 50% = 5.0 ★");
  await expect(cell("product", "Ada, Apollo 13: 5.0")).toBeVisible();
  await press("dials", "Start over");
  await expect(dials.getByRole("slider", { name: "Ada: space" })).toHaveValue("2.5");
});

test("a cell of the product shows its row, its column and its sum, also by keyboard", async () => {
  const product = figure("product");
  await cell("product", "Ben, Amélie: 5.0").hover();
  await expect(product.locator(".sum")).toHaveText("1 × 0 + 5 × 1 = 5.00Ben said 5");
  await expect(product.locator(".factor.lit")).toHaveText(["0", "1", "1", "5"]);
  await cell("product", "Ben, Amélie: 5.0").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await expect(product.locator(".sum")).toHaveText("4.5 × 0.9 + 4.5 × 0.2 = 4.95Chloe said 5");
  await expect(product.getByRole("status")).toContainText("Chloe, Gravity: 4.5 times 0.9");
});

test("training plays, pauses and takes single rounds; at its end the films have parted", async () => {
  const descent = figure("descent");
  const round = async (): Promise<number> =>
    Number((await descent.locator(".facts b").first().textContent())!);
  await press("descent", "Play");
  await expect.poll(round).toBeGreaterThan(3);
  await press("descent", "Pause");
  const paused = await round();
  await press("descent", "One round");
  expect(await round()).toBe(paused + 1);
  await press("descent", "Play");
  await expect(descent.getByRole("button", { name: "Play again" })).toBeVisible({ timeout: 20_000 });
  expect(await round()).toBe(200);
  await expect(descent.getByRole("status")).toHaveText(
    "Trained. The first factor is the larger one of Gravity, Apollo 13, WALL·E; the second one of Titanic, Amélie, Casablanca.",
  );
  await expect(descent.locator(".facts")).toContainText("Ada on Apollo 135.0 starsYou said 4.");
  await press("descent", "Another random start");
  expect(await round()).toBe(0);
});

test("hidden ratings are guessed, and compared with the films' averages", async () => {
  const hide = figure("hide");
  const train = hide.getByRole("button", { name: "Train on what is left" });
  await expect(train).toBeDisabled();
  await cell("hide", "Grace, Gravity: 5 stars").click();
  await expect(cell("hide", "Grace, Gravity: hidden")).toHaveAttribute("aria-pressed", "true");
  await train.click();
  await expect(cell("hide", "Grace, Gravity: guessed")).toHaveText(/^(4\.\d|5\.0) was 5$/);
  await expect(hide.getByRole("status")).toHaveText("The factors come closer: they know who is asking.");
  await press("hide", "Hide eight for me");
  await train.click();
  await expect(hide.locator(".measure b")).toHaveText(["0.66 stars", "1.90 stars"]);
  await press("hide", "Show all");
  await expect(train).toBeDisabled();
});

test("too large a learning rate makes training diverge, and a smaller one is advised", async () => {
  const rate = figure("rate");
  await learnAt(18);
  await expect(rate.getByRole("status")).toContainText("Diverged in round 2");
  await expect(rate.locator(".loss.now")).toHaveCSS("stroke", "rgb(214, 41, 103)");
  await rate.getByRole("button", { name: /^Try 0\.0/ }).click();
  await expect(rate.getByRole("status")).toContainText("as low as two factors can make it");
  await expect(rate.getByRole("button")).toBeHidden();
});

test("more factors fit what was seen, and miss what was hidden", async () => {
  const features = figure("features");
  await expect(features.getByRole("status")).toContainText("One factor misses by 0.85 stars");
  for (const count of ["2", "3", "4", "5", "6"]) await press("features", count);
  await expect(features.getByRole("status")).toHaveText(
    "Six factors miss by nothing at all on the ratings seen in training, and by 1.46 stars on the hidden ones.",
  );
  await expect(features.locator(".misses-dot.hidden")).toHaveCount(6);
});

test("what the reader has done goes along to the playground", async ({ browser }) => {
  const fresh = await open(browser);
  await cell("hide", "Grace, Gravity: 5 stars", fresh).click();
  await press("features", "3", fresh);
  await learnAt(9, fresh);
  await fresh.getByRole("link", { name: "Open it in the playground" }).click();
  await expect(fresh).toHaveURL(
    /\/playground\/#factorlab=1&rows=Ada,.*&features=3&rate=0\.08&iterations=1500&data=/,
  );
  await expect(fresh.locator(".factorlab-verdict")).toBeVisible();
  const blank = fresh.getByRole("grid").locator("tbody tr").nth(6).getByRole("gridcell").first();
  await expect(blank).not.toHaveText("5");
  await fresh.close();
});

test("the commands of the end are copied", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const install = page.locator("#install");
  for (const [k, command] of [
    "uvx --from jupyterlab --with factorlab jupyter-lab",
    "pip install factorlab",
  ].entries()) {
    await install.getByRole("button").nth(k).click();
    await expect(install.getByRole("button").nth(k)).toHaveText("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);
  }
  await page.context().clearPermissions();
});

/** Brings every picture into the state that shows most. */
async function useAll(where: Page): Promise<void> {
  await press("guess", "2 stars", where);
  await turn("Ada: space", "4.5", where);
  await press("descent", "Play", where);
  await press("hide", "Hide eight for me", where);
  await press("hide", "Train on what is left", where);
  for (const position of [10, 13, 15]) await learnAt(position, where);
  for (const count of ["2", "6"]) await press("features", count, where);
  await expect(figure("hide", where).locator(".measure")).toHaveCount(2);
  await expect(figure("descent", where).getByRole("button", { name: "Play again" })).toBeVisible();
}

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 700],
  ["light", 400],
] as const) {
  test(`nobody is kept out (${theme}, ${width} pixels wide)`, async ({ browser }) => {
    const own = await open(browser, {
      colorScheme: theme,
      viewport: { width, height: 900 },
      reducedMotion: "reduce",
    });
    expect(await findings(own, "body")).toEqual([]);
    await useAll(own);
    expect(await findings(own, "body")).toEqual([]);
    expect(await cutOff(own, "main")).toEqual([]);
    expect(await own.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await own.screenshot({
      path: `artifacts/screenshots/site-article-${width}-${theme}.png`,
      fullPage: true,
    });
    await own.close();
  });
}

test("who wants no motion sees the result at once", async ({ browser }) => {
  const still = await open(browser, { reducedMotion: "reduce" });
  await press("descent", "Play", still);
  await expect(figure("descent", still).locator(".facts b").first()).toHaveText("200", { timeout: 2000 });
  await still.close();
});

test("a finger that scrolls over the dials does not turn them", async ({ browser }) => {
  const phone = await open(browser, {
    viewport: { width: 400, height: 800 },
    hasTouch: true,
    isMobile: true,
  });
  await expect(phone.getByRole("slider", { name: "Ada: space" })).toHaveCSS("touch-action", "pan-y");
  await cell("product", "Elif, Titanic: 4.4", phone).tap();
  await expect(figure("product", phone).locator(".sum")).toContainText("Elif said 5");
  await phone.close();
});

test("without JavaScript the whole text is there", async ({ browser }) => {
  const plain = await open(browser, { javaScriptEnabled: false });
  await expect(plain.getByRole("heading", { level: 2 })).toHaveCount(8);
  await expect(plain.locator("noscript")).toBeAttached();
  await expect(plain.getByRole("button", { name: "Copy" })).toHaveCount(0);
  await plain.close();
});

/** Kilobytes that the page may load before it can be used, as hosts pack them. */
const MOST_KILOBYTES = 90;

test("less than 90 kB make it usable on 20 Mbit/s, in a time that is printed", async ({ browser }) => {
  const fresh = await browser.newPage();
  const client = await fresh.context().newCDPSession(fresh);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 40,
    // Bytes a second. The local server packs nothing, so that this is slower than a host.
    downloadThroughput: 20e6 / 8,
    uploadThroughput: 5e6 / 8,
  });
  const loaded: Promise<number>[] = [];
  fresh.on("response", (response) => {
    const bytes = response.body().then((body) => gzipSync(body).length);
    bytes.catch(() => undefined);
    loaded.push(bytes);
  });
  await fresh.goto(site.address);
  await press("guess", "5 stars", fresh);
  const ready = await fresh.evaluate(() => performance.now());
  const sizes = await Promise.all(loaded);
  const kilobytes = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1000;
  console.log(`front page: ${kilobytes.toFixed(1)} kB packed, first click after ${ready.toFixed(0)} ms`);
  expect(kilobytes).toBeLessThan(MOST_KILOBYTES);
  await fresh.close();
});
