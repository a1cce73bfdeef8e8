import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/** Where the Python package looks for the widget's two files: the views, and the charts that come when they are needed. */
export const widgetFolder = join(root, "python", "factorlab", "static");
export const widgetFiles = ["widget.js", "charts.js"].map((name) => join(widgetFolder, name));

const source = join(root, "extension", "src");

/** All that the files depend on, the library aside. */
export const widgetSources = [
  source,
  join(root, "extension", "style"),
  join(root, "scripts", "lib", "widget.mjs"),
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

/** Builds the widget: one file that has everything in it but the charts. */
export async function buildWidget() {
  const { build } = await import("esbuild");
  /** @param {import("esbuild").BuildOptions} options */
  const text = async (options) => {
    const { outputFiles } = await build({ ...common, ...options, write: false });
    return outputFiles[0].text;
  };
  const at = (/** @type {string[]} */ ...parts) => ({ entryPoints: [join(source, ...parts)] });
  const [styles, charts] = await Promise.all([
    text({ ...at("..", "style", "widget.css"), loader: {} }),
    text(at("widget", "charts-file.ts")),
  ]);
  const app = await text({
    ...at("widget", "app.ts"),
    ...withTexts({ FACTORLAB_STYLES: styles }),
  });
  const digest = createHash("sha256").update(app).digest("hex").slice(0, 16);
  const widget = await text({
    ...at("widget", "widget.ts"),
    ...withTexts({ FACTORLAB_APP: app, FACTORLAB_APP_DIGEST: digest }),
  });
  rmSync(widgetFolder, { recursive: true, force: true });
  mkdirSync(widgetFolder, { recursive: true });
  [widget, charts].forEach((content, k) => writeFileSync(widgetFiles[k], content));
}
