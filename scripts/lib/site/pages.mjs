/** The pages of the site, and what is the same on each. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { currentFacts } from "../metadata.mjs";
import { root } from "../paths.mjs";

/**
 * A page. Its sources are in `site/<source>/`: `body.html` and `main.ts`. `soon` are files of the checkout that it asks
 * for as soon as it runs, so that a browser does not have to wait for it to do so; `worker` is the file of the worker in
 * which it trains.
 * @typedef {{ source: string, file: string, title: string, description: string, soon?: string[], worker?: string }} Page
 */

/** @type {Page[]} */
export const pages = [
  {
    source: "article",
    file: "index.html",
    title: "What is a latent factor?",
    description:
      "Matrix factorization explained by doing: dial tastes by hand, let gradient descent find them, hide a rating and guess it.",
  },
  {
    source: "playground",
    file: "playground/index.html",
    title: "Playground",
    description:
      "Factor a table of your own in the browser: see every number of the training, change one, and share it as a link.",
    soon: ["extension/src/playground/form.ts"],
    worker: "extension/src/engine/worker.ts",
  },
  {
    source: "missing",
    // Hosts answer with this file to every address that they do not know.
    file: "404.html",
    title: "No such page",
    description: "There is no page at this address of Factorlab's site.",
  },
];

/** Where the header leads, from the site's folder. */
const navigation = [
  { name: "What is a latent factor?", path: "", source: "article" },
  { name: "Playground", path: "playground/", source: "playground" },
  { name: "Notebooks", path: "lab/", source: null },
  { name: "Install", path: "#install", source: null },
];

/** @param {...string} parts */
export const siteSource = (...parts) => join(root, "site", ...parts);

/** The address of a page below the site's. @param {Page} page */
export const pathOf = ({ file }) => file.replace(/index\.html$/, "");

/**
 * What leads from a page to the site's folder. The page for unknown addresses appears below any of them, so that it
 * names the folder as its host does.
 * @param {Page} page @param {string | null} base
 */
export function toRoot({ source, file }, base) {
  if (source === "missing") return base === null ? "/" : new URL(base).pathname;
  return file.includes("/") ? "../" : "./";
}

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** @param {Page} page @param {string} toFolder */
function navigationOf({ source }, toFolder) {
  const links = navigation.map(({ name, path, source: own }) => {
    const current = own === source ? ' aria-current="page"' : "";
    return `<a href="${toFolder}${path}"${current}>${escaped(name)}</a>`;
  });
  return links.join("\n        ");
}

/** What search engines and other sites show of a link to the page. @param {Page} page @param {string | null} base */
function addressTags(page, base) {
  if (page.source === "missing") return '<meta name="robots" content="noindex" />';
  if (base === null) return "";
  const { title, description } = page;
  const address = new URL(pathOf(page), base).href;
  const said = { title, description, url: address, type: "website", site_name: "Factorlab" };
  const tags = Object.entries(said).map(
    ([name, text]) => `<meta property="og:${name}" content="${escaped(text)}" />`,
  );
  return [`<link rel="canonical" href="${escaped(address)}" />`, ...tags].join("\n    ");
}

/**
 * A page's HTML.
 * @param {Page} page
 * @param {{ base: string | null, head: string[] }} parts `head` are tags for its scripts and styles
 */
export function pageHtml(page, { base, head }) {
  const { license, address } = currentFacts();
  /** @type {Record<string, string>} */
  const values = {
    title: escaped(`${page.title} · Factorlab`),
    description: escaped(page.description),
    address: addressTags(page, base),
    root: toRoot(page, base),
    first: firstScript(),
    head: head.join("\n    "),
    navigation: navigationOf(page, toRoot(page, base)),
    name: page.source,
    license,
    repository: escaped(address),
  };
  const filled = (/** @type {string} */ text) =>
    text.replace(/\{\{(\w+)\}\}/g, (whole, name) => (name === "body" ? whole : values[name]));
  const [shell, body] = ["shell/shell.html", `${page.source}/body.html`].map((file) =>
    filled(readFileSync(siteSource(file), "utf8")),
  );
  return shell.replace("{{body}}", () => body.trim());
}

function firstScript() {
  const source = readFileSync(siteSource("shell", "first.ts"), "utf8");
  return `<script>${transformSync(source, { minify: true, loader: "ts" }).code.trim()}</script>`;
}
