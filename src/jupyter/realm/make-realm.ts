/**
 * The realm of the kernel: a context of V8 with its own `Array`, `Promise`, `JSON` and so on. Cells run in the process's
 * first realm, so that what they do to the language there does not reach the kernel.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction, constants, createContext } from "node:vm";
import type * as LoadRealm from "./load-realm";

const native = createRequire(__filename);

/** Loads a module, and those that it requires, into a new realm; returns its exports. */
export function loadInRealm(file: string): unknown {
  const realm: object = createContext(constants.DONT_CONTEXTIFY);
  const names = ["exports", "require", "__dirname", "globalThis"];
  // The files that load the others are loaded by hand.
  const load = (name: string): object => {
    if (!name.startsWith("./")) return native(name) as object;
    const filename = join(__dirname, `${name}.js`);
    const options = { filename, parsingContext: realm };
    const run = compileFunction(readFileSync(filename, "utf8"), names, options) as Run;
    const exports = {};
    run(exports, load, __dirname, globalThis);
    return exports;
  };
  return (load("./load-realm") as typeof LoadRealm).loadInto(realm, file);
}

type Run = (
  exports: object,
  require: (name: string) => object,
  dirname: string,
  globals: typeof globalThis,
) => void;
