import { cpSync } from "node:fs";
import { lite } from "../paths.mjs";

/**
 * Puts the notebooks' part, which set-up has built, into the site.
 * @param {string} folder `lab/` of the site, emptied
 */
export async function buildLab(folder) {
  cpSync(lite, folder, { recursive: true });
}
