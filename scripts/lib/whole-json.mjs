import { readFile } from "node:fs/promises";

/**
 * Has a page take a JSON file as one value. By itself, esbuild also exports each of its keys, so that a file of words
 * becomes half as large again.
 * @returns {import("esbuild").Plugin}
 */
export function wholeJson() {
  return {
    name: "whole-json",
    setup({ onLoad }) {
      onLoad({ filter: /\.json$/ }, async ({ path }) => ({
        contents: `export default ${JSON.stringify(JSON.parse(await readFile(path, "utf8")))};`,
        loader: "js",
      }));
    },
  };
}
