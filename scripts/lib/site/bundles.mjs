import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { directImports } from "../direct-imports.mjs";
import { root } from "../paths.mjs";
import { wholeJson } from "../whole-json.mjs";

/**
 * What a page loads before it runs, and its worker, as paths below the site's folder.
 * @typedef {{ script: string, styles: string[], scripts: string[], worker: string | null }} Bundle
 */

/** The chart library brings styles for maps, and we draw none. */
const withoutMaps = {
  name: "without-maps",
  setup(/** @type {import("esbuild").PluginBuild} */ { onLoad }) {
    onLoad({ filter: /node_modules[\\/].*\.css$/ }, () => ({ contents: "", loader: "css" }));
  },
};

/**
 * Bundles a page's script and styles into `assets/`, and the worker in which it trains, with what the two share in
 * files of their own. Pages share no files: a bundler that splits what several entries need leaves in it all that any
 * of them needs, which would make the lightest page half again as large.
 * @param {string} folder the site's
 * @param {import("./pages.mjs").Page} page
 * @returns {Promise<Bundle>}
 */
export async function bundlePage(folder, { source, soon = [], worker }) {
  const main = `site/${source}/main.ts`;
  const { metafile } = await build({
    entryPoints: [
      { out: source, in: join(root, main) },
      ...(worker === undefined ? [] : [{ out: "engine", in: join(root, worker) }]),
    ],
    absWorkingDir: root,
    outdir: join(folder, "assets"),
    ...{ bundle: true, format: "esm", splitting: true, minify: true, metafile: true, platform: "browser" },
    target: ["chrome109", "firefox115", "safari16.4"],
    // The library's build for bundles; what is left out of it by a page is left out of the page.
    conditions: ["module"],
    // The chart library asks for it, as Node names what browsers call globalThis.
    define: { global: "globalThis" },
    ...{ entryNames: "[name]-[hash]", chunkNames: "part-[hash]", assetNames: "[name]-[hash]" },
    plugins: [withoutMaps, directImports(), wholeJson()],
    logLevel: "error",
  });
  const { outputs } = metafile;
  const below = (/** @type {string} */ output) => relative(folder, join(root, output)).split(sep).join("/");
  const outputOf = (/** @type {string} */ entry) => {
    const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry);
    if (!found) throw new Error(`${entry} was not bundled`);
    return found[0];
  };
  const output = outputOf(main);
  const { cssBundle } = outputs[output];
  return {
    script: below(output),
    styles: cssBundle === undefined ? [] : [below(cssBundle)],
    scripts: withImports(outputs, [output, ...soon.map(outputOf)])
      .slice(1)
      .map(below),
    worker: worker === undefined ? null : below(outputOf(worker)),
  };
}

/**
 * Outputs and all that they cannot run without.
 * @param {import("esbuild").Metafile["outputs"]} outputs
 * @param {string[]} wanted
 */
function withImports(outputs, wanted) {
  const all = new Set(wanted);
  for (const each of all)
    for (const { path, kind } of outputs[each].imports) if (kind === "import-statement") all.add(path);
  return [...all];
}

/** The bytes of files once a host has packed them. @param {string[]} files */
export function packedSize(files) {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}
