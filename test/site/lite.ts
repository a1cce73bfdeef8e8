/** Pages of the built site's notebooks, for tests. */
import type { Page } from "@playwright/test";
import { testedSite } from "../../scripts/lib/paths.mjs";
import { hostFolder, type Host } from "./host";
import { runCell, type CellToRun, type Outcome } from "./in-page";

/** The site on a host of its own. */
export const hostSite = (): Promise<Host> => hostFolder(testedSite);

/** The address of a notebook. */
export const addressOf = (host: Host, notebook: string): string =>
  `${host.address}lab/lab/index.html?path=${notebook}`;

/** Opens a notebook, and waits until its kernel is ready. */
export async function openNotebook(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await shows(page, new URL(address).searchParams.get("path")!);
  await kernelReady(page);
}

/** Waits until a notebook is in front. */
export async function shows(page: Page, notebook: string): Promise<void> {
  const tab = page.locator(".lm-DockPanel-tabBar .lm-mod-current", { hasText: notebook });
  await tab.waitFor({ timeout: 90_000 });
}

export async function kernelReady(page: Page): Promise<void> {
  await page.locator(".jp-StatusBar-TextItem", { hasText: "| Idle" }).waitFor({ timeout: 90_000 });
}

export function run(page: Page, cell: string | CellToRun): Promise<Outcome> {
  return page.evaluate(runCell, typeof cell === "string" ? { code: cell } : cell);
}
