import type { Page, ViewportSize } from "@playwright/test";
import type {} from "./app";

/** What tests listen to on a page. */
const heard = ["request", "response", "dialog", "pageerror"] as const;

/**
 * Puts a page back to how a test finds it: no document is open, no kernel runs, and nothing is left of what a test has
 * set. What cannot be put back so, such as the language, a test changes on a page of its own (`ownPage`).
 *
 * @returns whether it could be done; otherwise the page is of no use to another test
 */
export async function reset(page: Page, viewport: ViewportSize | null): Promise<boolean> {
  for (const event of heard) page.removeAllListeners(event);
  try {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.context().clearPermissions();
    await page.emulateMedia({ media: null, reducedMotion: null });
    if (viewport) await page.setViewportSize(viewport);
    await page.mouse.move(0, 0);
    return (await page.evaluate(closeAll)) === 0;
  } catch {
    return false;
  }
}

/** Runs on the page; counts what is still open then. */
async function closeAll(): Promise<number> {
  const { commands, shell, serviceManager } = window.jupyterapp;
  for (const widget of [...shell.widgets("main")]) widget.dispose();
  if (shell.leftCollapsed) shell.expandLeft();
  await serviceManager.sessions.shutdownAll();
  if (document.body.dataset["jpThemeName"] !== "JupyterLab Light") {
    await commands.execute("apputils:change-theme", { theme: "JupyterLab Light" });
  }
  return document.querySelectorAll(".jp-Dialog, .lm-Menu, .factorlab, .factorlab-playground").length;
}
