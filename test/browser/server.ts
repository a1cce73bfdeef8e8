import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startJupyter } from "../../scripts/lib/jupyter.mjs";
import { home } from "../../scripts/lib/paths.mjs";
import { withoutSpark } from "../notebook-cells";

export interface Server {
  url: string;
  token: string;
  /** The folder that JupyterLab shows: inside the checkout, so that cells find the library. */
  folder: string;
  /** Where JupyterLab keeps what a person has set. */
  settings: string;
}

/** Runs a JupyterLab with a port, settings and files of its own for as long as `use` takes. */
export async function withServer(use: (server: Server) => Promise<void>): Promise<void> {
  mkdirSync(home, { recursive: true });
  const isolateDir = mkdtempSync(join(home, "browser-test-"));
  const folder = join(isolateDir, "notebooks");
  mkdirSync(folder);
  // Kernels find in their environment what this process has.
  Object.assign(process.env, withoutSpark);
  const jupyter = await startJupyter({ rootDir: folder, isolateDir, options: ["--expose-app-in-browser"] });
  try {
    const settings = join(isolateDir, "config", "lab", "user-settings");
    await use({ url: jupyter.url, token: jupyter.token, folder, settings });
  } finally {
    await jupyter.stop();
    rmSync(isolateDir, { recursive: true, force: true, maxRetries: 3 });
  }
}
