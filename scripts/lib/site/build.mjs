import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundlePage, packedSize } from "./bundles.mjs";
import { buildLab } from "./lab.mjs";
import { pageHtml, pages, pathOf, siteSource, toRoot } from "./pages.mjs";

/**
 * Builds the site into a folder that any host of files can serve. All its links are relative.
 * @param {string} folder
 * @param {{ base?: string | null, lab?: boolean }} [options] `base` is the address at which it will be, which search
 *   engines and other sites are told; without `lab`, the notebooks stay as they are in the folder
 * @returns {Promise<{ page: string, bytes: number }[]>} what each page loads before it runs, packed
 */
export async function buildSite(folder, { base = null, lab = true } = {}) {
  for (const part of ["assets", "playground", ...(lab ? ["lab"] : [])])
    rmSync(join(folder, part), { recursive: true, force: true });
  mkdirSync(join(folder, "assets"), { recursive: true });
  const sizes = [];
  for (const page of pages) {
    const bundle = await bundlePage(folder, page);
    write(join(folder, page.file), pageHtml(page, { base, head: headOf(bundle, toRoot(page, base)) }));
    const loaded = [page.file, bundle.script, ...bundle.scripts, ...bundle.styles];
    sizes.push({ page: `/${pathOf(page)}`, bytes: packedSize(loaded.map((file) => join(folder, file))) });
  }
  cpSync(siteSource("shell", "icon.svg"), join(folder, "icon.svg"));
  for (const server of ["serve.mjs", "serve.py"]) cpSync(siteSource("server", server), join(folder, server));
  // GitHub Pages would otherwise leave out what begins with an underscore.
  write(join(folder, ".nojekyll"), "");
  if (lab) await buildLab(join(folder, "lab"));
  return sizes;
}

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** @param {import("./bundles.mjs").Bundle} bundle @param {string} toFolder */
function headOf({ script, scripts, styles, worker }, toFolder) {
  return [
    ...styles.map((file) => `<link rel="stylesheet" href="${toFolder}${file}" />`),
    `<script type="module" src="${toFolder}${script}"></script>`,
    ...scripts.map((file) => `<link rel="modulepreload" href="${toFolder}${file}" />`),
    ...(worker === null ? [] : [`<meta name="factorlab-engine" content="${toFolder}${worker}" />`]),
  ];
}
