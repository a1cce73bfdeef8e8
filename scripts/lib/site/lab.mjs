import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Builds the notebooks' part of the site.
 * @param {string} folder `lab/` of the site, emptied
 */
export async function buildLab(folder) {
  mkdirSync(folder, { recursive: true });
  const page = "<!doctype html><html lang=en><title>Notebooks</title><p>The notebooks come here.</p>";
  writeFileSync(join(folder, "index.html"), page);
}
