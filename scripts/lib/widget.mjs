import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { directImports } from "./direct-imports.mjs";
import { root } from "./paths.mjs";
import { wholeJson } from "./whole-json.mjs";

/** Where the Python package looks for the widget, and for the modules that come when they are needed. */
export const widgetFolder = join(root, "python", "factorlab", "static");
export const widgetFile = join(widgetFolder, "widget.js");

const source = join(root, "extension", "src");

/** All that the files depend on, the library aside. */
export const widgetSources = [
  source,
  join(root, "extension", "style"),
  ...["widget", "direct-imports", "whole-json"].map((name) => join(root, "scripts", "lib", `${name}.mjs`)),
];

/** Options for bundles of pages. @satisfies {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  format: /** @type {const} */ ("esm"),
  minify: true,
  write: false,
  charset: "utf8",
  target: "es2022",
  // Charts ask for it, as if they were in Node.
  define: { global: "globalThis" },
  // Styles are brought as text; those of the chart library's maps are not needed.
  loader: { ".css": "empty" },
  logLevel: "warning",
};

/** @param {Record<string, string>} texts constants of the sources, by their names */
const withTexts = (texts) => ({
  define: {
    ...common.define,
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.stringify(text)])),
  },
});

/**
 * What comes with the widget although the sources import it later: the form must open, and speak the person's language,
 * also where no Python answers, as in a notebook that was only opened.
 */
const AT_ONCE = ["playground/form.ts", "translations/de.json", "engine/server.ts"];

/** @typedef {Record<string, string>} Modules the text of each, by its name */

/** Builds the widget: one file with all that is shown at once, and a module for each part that the sources import later. */
export async function buildWidget() {
  const { build } = await import("esbuild");
  /** @param {import("esbuild").BuildOptions} options */
  const text = async (options) => {
    const { outputFiles } = await build({ ...common, ...options, write: false });
    return outputFiles[0].text;
  };
  const at = (/** @type {string[]} */ ...parts) => ({ entryPoints: [join(source, ...parts)] });
  const styles = await text({ ...at("..", "style", "widget.css"), loader: {} });
  const { outputFiles, metafile } = await build({
    ...{ ...common, ...at("widget", "app.ts"), ...withTexts({ FACTORLAB_STYLES: styles }), write: false },
    ...{ splitting: true, metafile: true, outdir: widgetFolder, plugins: [directImports(), wholeJson()] },
  });
  const texts = Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
  const { first, later } = sorted(metafile, texts);
  const digest = createHash("sha256").update(JSON.stringify(first)).digest("hex").slice(0, 16);
  const widget = await text({
    ...at("widget", "widget.ts"),
    define: {
      ...common.define,
      FACTORLAB_MODULES: JSON.stringify(first),
      FACTORLAB_DIGEST: JSON.stringify(digest),
    },
  });
  rmSync(widgetFolder, { recursive: true, force: true });
  mkdirSync(widgetFolder, { recursive: true });
  writeFileSync(widgetFile, widget);
  for (const [name, content] of Object.entries(later)) writeFileSync(join(widgetFolder, name), content);
}

/**
 * The modules that the widget starts with, and the others that it may ask for.
 * @param {import("esbuild").Metafile} metafile
 * @param {Modules} texts
 * @returns {{ first: Modules, later: Modules }}
 */
function sorted({ outputs }, texts) {
  const imports = Object.fromEntries(
    Object.entries(outputs).map(([path, { imports }]) => [
      basename(path),
      imports.filter(({ external }) => !external).map(({ path, kind }) => ({ name: basename(path), kind })),
    ]),
  );
  const atOnce = Object.entries(outputs)
    .filter(([, { entryPoint }]) => AT_ONCE.some((file) => entryPoint?.endsWith(`extension/src/${file}`)))
    .map(([path]) => basename(path));
  const first = closure(["app.js", ...atOnce], imports, ["import-statement"]);
  const all = closure(first, imports, ["import-statement", "dynamic-import"]);
  const chosen = (/** @type {string[]} */ names) =>
    Object.fromEntries(names.map((name) => [name, texts[name]]));
  return { first: chosen(first), later: chosen(all.filter((name) => !first.includes(name))) };
}

/**
 * Modules with all that they import.
 * @param {string[]} names
 * @param {Record<string, { name: string, kind: string }[]>} imports
 * @param {string[]} kinds of imports
 */
function closure(names, imports, kinds) {
  const found = new Set(names);
  for (const name of found)
    for (const imported of imports[name]) if (kinds.includes(imported.kind)) found.add(imported.name);
  return [...found];
}
