/** Loads the kernel's files into their realm, see make-realm.ts. This file runs there itself. */
import fs, { readFileSync } from "node:fs";
import Module, { createRequire, isBuiltin } from "node:module";
import path, { dirname, sep } from "node:path";
import { compileFunction } from "node:vm";
import { ownRealm } from "./own-realm";
import { pristine } from "./pristine";
import { steadyFunctions } from "./steady";

/** The built library, of which the kernel uses parts. */
const libraryFolder = dirname(dirname(__dirname)) + sep;
/** The folders of the kernel's own files. */
const kernelFolders = ["jupyter", "session"].map((name) => libraryFolder + name + sep);
/** The one package that is loaded into the realm as well; others belong to the realm of the cells. */
const compiler = "typescript";

const { _nodeModulePaths: nodeModulePaths } = Module as unknown as {
  _nodeModulePaths: (folder: string) => string[];
};

/** Globals that the language itself does not have. */
const borrowedGlobals = [
  ...["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"],
  ...["queueMicrotask", "structuredClone", "URL", "URLSearchParams", "TextDecoder", "TextEncoder"],
  ...["AbortController", "AbortSignal", "Buffer"],
];

type Load = (
  exports: unknown,
  require: NodeJS.Require,
  module: NodeJS.Module,
  filename: string,
  dirname: string,
  ...rest: unknown[]
) => void;

/**
 * Loads a module, and those that it requires, into the realm in which this file runs; returns its exports.
 * @param realm The realm's own global object; `globalThis` is that of the cells in all files of the kernel.
 */
export function loadInto(realm: object, file: string): unknown {
  addGlobals(realm as Record<PropertyKey, unknown>);
  return new Loader(realm).load(file).exports;
}

class Loader {
  private readonly loaded = new Map<string, NodeJS.Module>();

  constructor(private readonly realm: object) {}

  load(file: string): NodeJS.Module {
    const earlier = this.loaded.get(file);
    if (earlier !== undefined) return earlier;
    const module: NodeJS.Module = new Module(file);
    module.filename = file;
    // From where Node resolves what the file requires.
    module.paths = nodeModulePaths(dirname(file));
    this.loaded.set(file, module);
    const isKernel = kernelFolders.some((folder) => file.startsWith(folder));
    const names = ["exports", "require", "module", "__filename", "__dirname"];
    // The kernel's own files say `globalThis` and `console` where they mean those of the cells.
    if (isKernel) names.push("globalThis", "console");
    const options = { filename: file, parsingContext: this.realm };
    const run = compileFunction(readFileSync(file, "utf8"), names, options) as Load;
    run(module.exports, this.requireFor(file), module, file, dirname(file), globalThis, globalThis.console);
    return module;
  }

  private requireFor(file: string): NodeJS.Require {
    const native = createRequire(file);
    const load = (specifier: string): unknown => {
      if (isBuiltin(specifier)) return pristine(native(specifier) as object);
      const found = native.resolve(specifier);
      return found.startsWith(libraryFolder) || specifier === compiler
        ? this.load(found).exports
        : native(specifier);
    };
    return Object.assign(load, native);
  }
}

function addGlobals(realm: Record<PropertyKey, unknown>): void {
  const { process, console, performance } = globalThis;
  for (const name of borrowedGlobals) realm[name] = Reflect.get(globalThis, name);
  const getBuiltinModule = (name: string): object | undefined => {
    const found: object | undefined = process.getBuiltinModule(name);
    return found && pristine(found);
  };
  realm.process = pristine(process, true, { getBuiltinModule });
  realm.performance = pristine(performance, true);
  for (const module of [fs, path]) pristine(module, false, steadyFunctions(module));
  realm.console = console;
  // By this, the realm is found where `globalThis` stands for that of the cells.
  Object.defineProperty(Object.prototype, ownRealm, { value: realm });
  // Node takes the one that a cell has set where this realm has none.
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => `    at ${String(frame as unknown)}`)].join("\n");
}
