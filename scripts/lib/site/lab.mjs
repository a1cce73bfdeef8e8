import { cpSync } from "node:fs";
import { lite } from "./lite.mjs";

/** The steps of set-up that the notebooks' part is built from. */
export const labNeeds = ["lite"];

/**
 * Puts the notebooks' part into the site.
 * @param {string} folder `lab/` of the site, emptied
 * @param {{ base: string | null }} _options `base` is the address at which the site will be; all links are relative
 */
export async function buildLab(folder, _options) {
  cpSync(lite, folder, { recursive: true });
}
