import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/lib/browser.mjs";

/** Nothing that the browser does by itself: no GPU that a server lacks, no calls to its maker. */
const args = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium's sandbox refuses to run as root.
  ...(process.geteuid?.() === 0 ? ["--no-sandbox"] : []),
];

export default defineConfig({
  testDir: "test/browser",
  outputDir: "artifacts/browser",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // Opening JupyterLab and starting a kernel takes its time on a busy machine.
  timeout: 180_000,
  globalTimeout: 40 * 60_000,
  expect: { timeout: 30_000 },
  use: {
    viewport: { width: 1440, height: 1000 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env["FACTORLAB_BROWSER"] ?? findBrowser() ?? undefined, args },
  },
});
