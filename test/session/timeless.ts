/** Outputs without what a clock measured, found in a page: Playwright cannot load the library. */
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { build } from "esbuild";
import { root } from "../../scripts/lib/paths.mjs";
import type { Bundle } from "../notebook-cells";

declare global {
  var timings: { withoutTimings(bundle: unknown): unknown } | undefined;
}

let script: Promise<string> | undefined;

export async function timeless(page: Page, bundles: readonly Bundle[]): Promise<unknown[]> {
  script ??= bundled();
  if (await page.evaluate(() => globalThis.timings === undefined))
    await page.addScriptTag({ content: await script });
  return page.evaluate((given) => given.map((bundle) => timings!.withoutTimings(bundle)), bundles);
}

/** A script that defines `timings` in a page. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "test", "jupyter", "timings.ts")],
    ...{ absWorkingDir: root, bundle: true, platform: "browser", write: false, globalName: "timings" },
    logLevel: "error",
  });
  return outputFiles[0].text;
}
