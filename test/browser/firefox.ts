/** Firefox as systems install it, which Playwright cannot drive. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { NO_FIREFOX } from "../../scripts/lib/browser-install.mjs";
import { findFirefox } from "../../scripts/lib/firefox.mjs";
import { root } from "../../scripts/lib/paths.mjs";

/** What the tests use of puppeteer, which is installed apart, so that the compiler does not find it. */
export interface FirefoxPage {
  goto(address: string, options?: { timeout?: number }): Promise<unknown>;
  reload(options?: { timeout?: number }): Promise<unknown>;
  /** Runs a function in the page; what it uses has to be inside it, or among the arguments. */
  evaluate<Arguments extends unknown[], Result>(
    work: (...given: Arguments) => Result,
    ...given: Arguments
  ): Promise<Awaited<Result>>;
  /** Waits until a function in the page gives something true. */
  waitForFunction<Arguments extends unknown[]>(
    condition: (...given: Arguments) => unknown,
    options?: { timeout?: number; polling?: number },
    ...given: Arguments
  ): Promise<unknown>;
  waitForSelector(selector: string, options?: { timeout?: number; visible?: boolean }): Promise<unknown>;
  click(selector: string): Promise<void>;
  setViewport(size: { width: number; height: number }): Promise<void>;
  screenshot(options: { path: string; fullPage?: boolean }): Promise<unknown>;
  readonly keyboard: {
    press(key: string): Promise<void>;
    type(text: string): Promise<void>;
    down(key: string): Promise<void>;
    up(key: string): Promise<void>;
  };
  on(event: "console", listener: (message: { text(): string; type(): string }) => void): unknown;
  on(event: "pageerror", listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

interface FirefoxBrowser {
  newPage(): Promise<FirefoxPage>;
  close(): Promise<void>;
}

interface Puppeteer {
  launch(options: { browser: "firefox"; executablePath: string; headless: boolean }): Promise<FirefoxBrowser>;
}

/** Opens a page of Firefox, in a profile of its own, for as long as `use` takes. */
export async function withFirefox(use: (page: FirefoxPage) => Promise<void>): Promise<void> {
  const executablePath = process.env["FACTORLAB_FIREFOX"] ?? findFirefox();
  if (!executablePath) throw new Error(NO_FIREFOX);
  const require = createRequire(join(root, "test", "firefox", "package.json"));
  const puppeteer: Puppeteer = require("puppeteer-core");
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  try {
    await use(await browser.newPage());
  } finally {
    await browser.close();
  }
}
