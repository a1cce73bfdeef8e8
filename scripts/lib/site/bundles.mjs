import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "../paths.mjs";
import { pages, siteSource } from "./pages.mjs";

/**
 * What a page loads before it runs, as paths below the site's folder.
 * @typedef {{ script: string, styles: string[], scripts: string[] }} Bundle
 */

/** The chart library brings styles for maps, and we draw none. */
const withoutMaps = {
  name: "without-maps",
  setup(/** @type {import("esbuild").PluginBuild} */ { onLoad }) {
    onLoad({ filter: /node_modules[\\/].*\.css$/ }, () => ({ contents: "", loader: "css" }));
  },
};

/** The script of the worker in which pages train. */
const engineSource = "extension/src/engine/worker.ts";

/**
 * Bundles the pages' scripts and styles into `assets/`, with what they share in files of their own.
 * @param {string} folder the site's
 * @returns {Promise<{ bundleOf: (page: import("./pages.mjs").Page) => Bundle, engine: string }>} `engine` is the worker's script
 */
export async function bundlePages(folder) {
  const entries = pages.map(({ source }) => ({ out: source, in: siteSource(source, "main.ts") }));
  const { metafile } = await build({
    entryPoints: [...entries, { out: "engine", in: join(root, engineSource) }],
    absWorkingDir: root,
    outdir: join(folder, "assets"),
    ...{ bundle: true, format: "esm", splitting: true, minify: true, metafile: true, platform: "browser" },
    target: ["chrome109", "firefox115", "safari16.4"],
    // The library's build for bundles; what is left out of it by a page is left out of the page.
    conditions: ["module"],
    // The chart library asks for it, as Node names what browsers call globalThis.
    define: { global: "globalThis" },
    ...{ entryNames: "[name]-[hash]", chunkNames: "part-[hash]", assetNames: "[name]-[hash]" },
    plugins: [withoutMaps],
    logLevel: "error",
  });
  const { outputs } = metafile;
  const below = (/** @type {string} */ output) => relative(folder, join(root, output)).split(sep).join("/");
  const outputOf = (/** @type {string} */ source) => {
    const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source);
    if (!found) throw new Error(`${source} was not bundled`);
    return found[0];
  };
  /** @param {import("./pages.mjs").Page} page @returns {Bundle} */
  const bundleOf = ({ source, soon = [] }) => {
    const output = outputOf(`site/${source}/main.ts`);
    const { cssBundle } = outputs[output];
    return {
      script: below(output),
      styles: cssBundle === undefined ? [] : [below(cssBundle)],
      scripts: withImports(outputs, [output, ...soon.map(outputOf)])
        .slice(1)
        .map(below),
    };
  };
  return { bundleOf, engine: below(outputOf(engineSource)) };
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
