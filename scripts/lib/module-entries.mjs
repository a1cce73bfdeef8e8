import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/** The library's entry points, as `exports` in package.json names them. */
const ENTRIES = ["index", "view", "course", "spark/index"];

/** What bundles for pages have in the place of what only Node, Deno and Bun can do. */
const FOR_PAGES = {
  "./kernels/threads.js": "./kernels/no-threads.js",
  "./kernels/sharing.js": "./kernels/no-sharing.js",
  "./files/parquet-file.js": "./files/no-parquet-file.js",
};

/**
 * Writes what ES modules import: a line that gives on the CommonJS build, so that a class is the same one whether it
 * is imported or required. Bundlers take `esm/` instead, out of which they leave what is not used.
 * @param {string} lib the folder of the built library
 */
export function writeModuleEntries(lib) {
  for (const entry of ENTRIES) {
    for (const end of [".mjs", ".d.mts"])
      writeFileSync(join(lib, entry + end), `export * from "./${basename(entry)}.js";\n`);
  }
  const forBundlers = { type: "module", sideEffects: false, browser: FOR_PAGES };
  writeFileSync(join(lib, "esm", "package.json"), `${JSON.stringify(forBundlers)}\n`);
}
