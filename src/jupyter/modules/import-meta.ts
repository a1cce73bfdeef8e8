/** `import.meta` of cells and of the person's own TypeScript files. */
import { isBuiltin } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { personFunction } from "../../session/realm/person";

/**
 * @param filename The file that the code stands for.
 * @param require The `require` of that file.
 */
export function importMeta(filename: string, require: NodeJS.Require): object {
  const { href: url } = pathToFileURL(filename);
  const resolve = (specifier: unknown): string => {
    const text = String(specifier);
    if (/^\.{0,2}\//.test(text)) return new URL(text, url).href;
    if (URL.canParse(text)) return new URL(text).href;
    const found = require.resolve(text);
    return isBuiltin(found) ? `node:${found.replace(/^node:/, "")}` : pathToFileURL(found).href;
  };
  const meta = Object.create(null) as object;
  return Object.assign(meta, { dirname: dirname(filename), filename, resolve: personFunction(resolve), url });
}
