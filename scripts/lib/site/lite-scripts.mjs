/** The scripts that JupyterLite's pages load beside JupyterLab's own: the kernel's worker, and what begins a page. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { root, tool } from "../paths.mjs";

/** Browsers of the last two years: cells are compiled for them as well. */
export const target = ["chrome120", "firefox121", "safari17.4"];

const source = (/** @type {string[]} */ ...parts) => join(root, "site", "lite", ...parts);

/** @param {import("esbuild").BuildOptions} options @returns {Promise<string[]>} names of the files, the entry's first */
async function bundle(options) {
  const { metafile } = await build({
    ...{ bundle: true, format: "esm", logLevel: "error", absWorkingDir: root, target },
    ...{ entryNames: "[name]-[hash]", platform: "browser" },
    ...options,
    metafile: true,
  });
  return Object.keys(metafile.outputs).map((file) => basename(file));
}

/** What only Node can do is left out, as where a bundle is made of the built library. */
const oneThread = {
  name: "one-thread",
  setup(/** @type {import("esbuild").PluginBuild} */ { onResolve }) {
    onResolve({ filter: /^\.\/(?:threads|sharing|parquet-file)$/ }, ({ path, resolveDir }) =>
      ["kernels", "files"].includes(basename(resolveDir))
        ? { path: join(resolveDir, `no-${path.slice(2)}.ts`) }
        : undefined,
    );
  },
};

/**
 * Builds the kernel's worker. TypeScript is a script of its own, which stays the same from one version of the site to the
 * next; its names are shortened, those of the library are not, since outputs show names of classes.
 * @param {string} folder
 * @returns {Promise<{ worker: string, declarations: string }>} the files' names
 */
export async function buildWorker(folder) {
  const typescript = join(root, "node_modules", "typescript", "lib", "typescript.js");
  const stdin = { contents: `export { default } from ${JSON.stringify(typescript)};`, resolveDir: root };
  // It asks for modules of Node where it thinks that it runs there.
  const external = ["fs", "path", "os", "crypto", "inspector", "perf_hooks", "source-map-support"];
  const options = { outdir: folder, external, stdin: { ...stdin, sourcefile: "typescript.js" } };
  const [compiler] = await bundle({ ...options, minify: true, entryNames: "typescript-[hash]" });
  const apart = {
    name: "typescript-apart",
    setup(/** @type {import("esbuild").PluginBuild} */ { onResolve }) {
      onResolve({ filter: /^typescript$/ }, () => ({ path: `./${compiler}`, external: true }));
    },
  };
  const [worker] = await bundle({
    entryPoints: [join(root, "src", "page", "worker.ts")],
    ...{ outdir: folder, plugins: [apart, oneThread], minifyWhitespace: true, minifySyntax: true },
  });
  return { worker, declarations: writeDeclarations(folder) };
}

/** @param {string} folder @returns {string} the file's name */
function writeDeclarations(folder) {
  const text = JSON.stringify(declarationTexts());
  const name = `declarations-${hashOf(text)}.json`;
  writeFileSync(join(folder, name), text);
  return name;
}

/**
 * The declarations that cells in a page are checked with, as src/page/orders.ts describes them.
 * @returns {{ version: string, language: Record<string, string>, library: Record<string, string> }}
 */
export function declarationTexts() {
  const library = join(root, "lib");
  const ofLibrary = readdirSync(library, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".d.ts") && !/^(?:jupyter|session|page|esm)\//.test(name))
    .sort();
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const textOf = (/** @type {string} */ name) => [name, readFileSync(join(library, name), "utf8")];
  return { version, language: languageTexts(), library: Object.fromEntries(ofLibrary.map(textOf)) };
}

/** What cells in a page are checked with, and what these files refer to; TypeScript's versions differ in what they have. */
function languageTexts() {
  /** @type {string[]} */
  const wanted = JSON.parse(readFileSync(join(root, "src", "page", "libraries.json"), "utf8"));
  /** @type {Record<string, string>} */
  const texts = {};
  for (const name of wanted) {
    const path = tool("typescript", "lib", `lib.${name}.d.ts`);
    const file = basename(path);
    if (file in texts || !existsSync(path)) continue;
    const text = readFileSync(path, "utf8");
    texts[file] = text;
    for (const [, other] of text.matchAll(/^\/\/\/ <reference lib="([^"]+)"/gm)) wanted.push(other);
  }
  return texts;
}

/**
 * Builds what a page does first. @param {string} folder @param {string} configUtils the address of JupyterLite's first script
 * @returns {Promise<string>} the file's name
 */
export async function buildBeginning(folder, configUtils) {
  const define = { configUtils: JSON.stringify(configUtils) };
  const external = [configUtils];
  const [name] = await bundle({
    entryPoints: [source("page", "begin.ts")],
    ...{ outdir: folder, define, external, minify: true },
  });
  return name;
}

/** @param {string} folder @param {string} version changes with every file of the site */
export async function buildServiceWorker(folder, version) {
  await bundle({
    entryPoints: [source("service", "service-worker.ts")],
    ...{ outdir: folder, entryNames: "[name]", define: { version: JSON.stringify(version) }, minify: true },
    format: "iife",
  });
}

/** Bundles the sources of the extension that registers the kernel, which JupyterLab's builder then packs. */
export async function bundlePlugin() {
  await bundle({
    entryPoints: [source("src", "index.ts")],
    ...{ outdir: source("lib"), entryNames: "index", packages: "external" },
  });
}

/** @param {string} text */
export const hashOf = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);
