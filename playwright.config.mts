import { availableParallelism } from "node:os";
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
  workers: Math.min(2, availableParallelism()),
  retries: 0,
  forbidOnly: true,
  // Opening JupyterLab and starting a kernel takes its time on a busy machine.
  timeout: 180_000,
  globalTimeout: 40 * 60_000,
  expect: { timeout: 30_000 },
  // Each worker has a JupyterLab of its own. What a test measures in time it measures with the machine to itself:
  // `npm run test:browser` runs the second project after the first, also where a test of the first has failed.
  projects: [
    {
      name: "together",
      grepInvert: /@alone/,
      outputDir: "artifacts/browser/together",
    },
    { name: "alone", grep: /@alone/, outputDir: "artifacts/browser/alone", workers: 1 },
  ],
  use: {
    viewport: { width: 1440, height: 1000 },
    // Pictures of the page at every step would double the time; a person who wants them says `--trace on`.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env["FACTORLAB_BROWSER"] ?? findBrowser() ?? undefined, args },
  },
});
