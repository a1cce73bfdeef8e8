/** Loads the person's own ES modules, natively and in their present version. */
import { existsSync, readFileSync } from "node:fs";
import Module from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";
import { addressOf, hasChanged } from "./module-versions";
import { isOwnFile, ownFilesBelow } from "./own-files";

type ImportNative = (url: string) => Promise<unknown>;

/**
 * Loads an own file if it is an ES module; undefined for other files, of which it loads the ES modules that they import.
 *
 * These are put into the cache of `require`: it would load them only once, and none with a top-level await.
 */
export async function loadOwnEsModules(file: string, importNative: ImportNative): Promise<unknown> {
  const below = ownFilesBelow(file);
  if (isEsModule(file)) {
    // Where Node's other loader reads CommonJS again, it takes what that requires for a circle.
    for (const each of below) if (/\.c?js$/.test(each) && hasChanged(each) && !isEsModule(each)) load(each);
    return importNative(addressOf(file));
  }
  for (const each of below)
    if (!isLoaded(each) && isEsModule(each))
      require.cache[each] = loadedModule(each, await importNative(addressOf(each)));
  return undefined;
}

function load(file: string): void {
  Module.createRequire(file)(file);
}

function isLoaded(file: string): boolean {
  return require.cache[file] !== undefined;
}

function loadedModule(file: string, exports: unknown): NodeJS.Module {
  const module = new Module(file);
  return Object.assign(module, { filename: file, exports, loaded: true });
}

/** Whether Node takes a file for an ES module. */
export function isEsModule(file: string): boolean {
  if (file.endsWith(".mjs")) return true;
  if (!file.endsWith(".js") || !isOwnFile(file)) return false;
  const type = packageTypeOf(dirname(file));
  if (type !== undefined) return type === "module";
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022);
  return ts.isExternalModule(source);
}

/** The `type` of the nearest package.json. */
function packageTypeOf(folder: string): unknown {
  const file = join(folder, "package.json");
  if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { type?: unknown } | null)?.type;
  return dirname(folder) === folder ? undefined : packageTypeOf(dirname(folder));
}
