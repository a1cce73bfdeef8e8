import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

const built = join(root, "lib", "esm");
const ENTRIES = { factorlab: "index.js", "factorlab/view": "view.js" };
const IMPORT = /^(import|export) \{([^}]*)\} from "(factorlab(?:\/view)?)";/gm;

/**
 * Has pages import from the library's own files what they import from its entries. A bundler that splits sees that both
 * a page and a part that is loaded later need an entry, and gives the page all that the entry has for either.
 * @returns {import("esbuild").Plugin}
 */
export function directImports() {
  /** @type {Record<string, Map<string, string>>} */
  const files = {};
  return {
    name: "direct-imports",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/](extension[\\/]src|site)[\\/].*\.ts$/ }, ({ path }) => ({
        contents: readFileSync(path, "utf8").replace(IMPORT, (_, keyword, names, entry) =>
          direct(keyword, names, (files[entry] ??= filesOf(ENTRIES[/** @type {"factorlab"} */ (entry)]))),
        ),
        loader: "ts",
      }));
    },
  };
}

/** The file of each name that an entry exports. @param {string} entry */
function filesOf(entry) {
  const files = new Map();
  const text = readFileSync(join(built, entry), "utf8");
  for (const [, names, file] of text.matchAll(/^export \{([^}]*)\} from "\.\/([^"]+)";/gm))
    for (const name of listed(names)) files.set(name, join(built, file).replaceAll("\\", "/"));
  return files;
}

/** The same statement for each name alone; types need none. @param {string} keyword @param {string} names @param {Map<string, string>} files */
function direct(keyword, names, files) {
  return listed(names)
    .filter((name) => !name.startsWith("type "))
    .map((name) => {
      const file = files.get(name.split(" as ")[0]);
      if (file === undefined) throw new Error(`The library does not export ${name}.`);
      return `${keyword} { ${name} } from ${JSON.stringify(file)};`;
    })
    .join(" ");
}

/** @param {string} names between braces */
const listed = (names) =>
  names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
