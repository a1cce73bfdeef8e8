/** Opens a page whose worker runs a session, as the worker of a site does. */
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { build } from "esbuild";
import { root } from "../../scripts/lib/paths.mjs";
import { declarationTexts } from "../../scripts/lib/site/lite-scripts.mjs";

const address = "http://localhost/session/";

/** What makes a page one that may share memory with its workers. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

async function bundle(entry: string, globalName?: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "test", "session", entry)],
    ...{ absWorkingDir: root, bundle: true, platform: "browser", write: false, minify: false, globalName },
    format: "iife",
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** Opens the page, and waits until its session has begun; `globalThis.front` is the front end in the page. */
export async function openSession(
  page: Page,
  { isolated = true }: { isolated?: boolean } = {},
): Promise<void> {
  const [worker, frontEnd] = await Promise.all([bundle("worker.ts"), bundle("front.ts")]);
  const headers = isolated ? isolation : {};
  await page.route(`${address}**`, (route) => {
    const isWorker = route.request().url().endsWith("worker.js");
    return route.fulfill({
      contentType: isWorker ? "text/javascript" : "text/html",
      headers,
      body: isWorker ? worker : `<!doctype html><title>A session</title>`,
    });
  });
  await page.goto(address);
  await page.addScriptTag({ content: frontEnd });
  await page.evaluate((given) => front.start(given), declarationTexts());
}
