import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { probePort } from "../../scripts/lib/jupyter.mjs";
import { home, pythonEnv, root, venvPython } from "../../scripts/lib/paths.mjs";
import { stopTree } from "../../scripts/lib/process.mjs";

/** How long marimo may take to answer, in milliseconds. */
const PATIENCE = 60_000;

/** Serves a marimo notebook for as long as `use` takes, as an app that follows the system's theme. */
export async function withMarimo(source: string, use: (url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(home, "marimo-"));
  const file = join(folder, "notebook.py");
  writeFileSync(file, source);
  writeFileSync(join(folder, ".marimo.toml"), '[display]\ntheme = "system"\n');
  const port = await probePort(0);
  if (port === null) throw new Error("No port is free.");
  const options = ["--headless", "--no-token", "--host", "127.0.0.1", "--port", String(port)];
  const child = spawn(venvPython, ["-m", "marimo", "run", file, ...options], {
    cwd: folder,
    detached: process.platform !== "win32",
    stdio: "ignore",
    env: {
      ...pythonEnv(),
      ...{ HOME: folder, XDG_CONFIG_HOME: folder, PYTHONDONTWRITEBYTECODE: "1" },
      PYTHONPATH: join(root, "python"),
    },
  });
  const url = `http://127.0.0.1:${port}/`;
  try {
    await answers(url);
    await use(url);
  } finally {
    await stopTree(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function answers(url: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error("marimo did not start.");
}
