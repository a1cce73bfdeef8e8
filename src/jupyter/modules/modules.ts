/** Loads what cells import: packages of both module kinds, and the user's own TypeScript files. */
import Module from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as types from "node:util/types";
import { Script, constants } from "node:vm";
import { asPersonFunction, toPerson } from "../../session/realm/person";
import { settled } from "../../session/realm/promises";
import { breakable, isBroken } from "../running/breakable";
import type { CellModules } from "../../session/platform/cell-modules";
import { importMeta } from "./import-meta";
import { namespaceOf } from "../../session/language/interop";
import { loadOwnEsModules } from "./own-es-modules";
import { dropChangedFiles, isOwnFile } from "./own-files";
import { placeSyntaxError, translatePrelude } from "../../session/language/syntax-errors";
import { loadTypeScriptFiles } from "./typescript-files";

/** The path of a file beside the notebook, which need not exist, from which Node resolves its imports. */
function anchorOf(folder: string): string {
  return join(folder, "notebook.js");
}

export class Modules implements CellModules {
  readonly require: NodeJS.Require;
  readonly meta: object;
  private readonly importNative: (specifier: string) => Promise<unknown>;

  /** @param folder The notebook's folder, from which all modules are resolved. */
  constructor(folder: string) {
    const anchor = anchorOf(folder);
    this.require = Module.createRequire(anchor);
    this.meta = importMeta(anchor, this.require);
    loadTypeScriptFiles((specifier, from) => this.import(specifier, from));
    hideLoaderWarnings();
    translateScriptErrors();
    const script = new Script("(specifier) => import(specifier)", {
      filename: anchor,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const native = script.runInThisContext() as (specifier: string) => Promise<unknown>;
    this.importNative = (specifier) => settled(native(specifier));
  }

  /** Loads the modules of a cell's import declarations, in their order. */
  async load(specifiers: readonly string[]): Promise<unknown[]> {
    dropChangedFiles();
    const modules: unknown[] = [];
    for (const specifier of specifiers) modules.push(await this.loadOne(specifier));
    return modules;
  }

  /**
   * Loads a module for a dynamic import, and returns its namespace.
   * @param from The `require` of the file that imports it.
   */
  async import(specifier: string, from: NodeJS.Require = this.require): Promise<unknown> {
    dropChangedFiles();
    return namespaceOf(await this.loadOne(specifier, from));
  }

  private async loadOne(specifier: string, from: NodeJS.Require = this.require): Promise<unknown> {
    const file = resolve(specifier, from);
    try {
      return await this.requireOrImport(specifier, file, from);
    } catch (error) {
      placeSyntaxError(error, file);
      throw error;
    }
  }

  private async requireOrImport(
    specifier: string,
    file: string | undefined,
    from: NodeJS.Require,
  ): Promise<unknown> {
    if (file !== undefined && isOwnFile(file)) {
      const namespace = await loadOwnEsModules(file, this.importNative);
      if (namespace !== undefined) return namespace;
    }
    if (!isForImportOnly(specifier, file)) {
      try {
        return breakable(() => from(file ?? specifier) as unknown);
      } catch (error) {
        if (isBroken(error)) forgetUnloaded();
        if (!isAsynchronousModule(error)) throw error;
      }
    }
    return this.importNative(specifier);
  }
}

/** Forgets modules that a signal has ended in the middle of their code. */
function forgetUnloaded(): void {
  for (const [file, module] of Object.entries(require.cache))
    if (module?.loaded === false) Reflect.deleteProperty(require.cache, file);
}

/**
 * The file of a module; undefined where `require` finds none, though `import` may.
 * @throws Error when there is no such module.
 */
function resolve(specifier: string, from: NodeJS.Require): string | undefined {
  try {
    return from.resolve(/^file:[^?#]*$/.test(specifier) ? fileURLToPath(specifier) : specifier);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_PACKAGE_PATH_NOT_EXPORTED" || isUrl(specifier)) return undefined;
    if (code !== "MODULE_NOT_FOUND") throw error;
    const what = /^(?:\.|\/)/.test(specifier) ? "module" : "package";
    const missing = toPerson(new Error(`Cannot find ${what} '${specifier}'`));
    throw Object.assign(missing, { code: "ERR_MODULE_NOT_FOUND" });
  }
}

/** Whether `require` cannot load a module because it is an ES module only. */
function isForImportOnly(specifier: string, file: string | undefined): boolean {
  return file === undefined || file.endsWith(".mjs") || /^(?:file|data):/.test(specifier);
}

function isUrl(specifier: string): boolean {
  return /^(?:file|data|node):/.test(specifier);
}

const importOnly = new Set(["ERR_REQUIRE_ESM", "ERR_REQUIRE_ASYNC_MODULE"]);

function isAsynchronousModule(error: unknown): boolean {
  return types.isNativeError(error) && importOnly.has((error as NodeJS.ErrnoException).code ?? "");
}

const loaderWarnings =
  /USE_MAIN_CONTEXT_DEFAULT_LOADER|Support for loading ES Module in require|Module type of file/;

/** Keeps Node's warnings about experimental module loading, which the kernel uses, out of a cell's output. */
function hideLoaderWarnings(): void {
  const emit = process.emitWarning.bind(process) as (...args: unknown[]) => void;
  process.emitWarning = (warning: unknown, ...rest: unknown[]): void => {
    if (!loaderWarnings.test(String(warning))) emit(warning, ...rest);
  };
}

/** Where code of `node:vm` calls a cell's function that throws, Node writes a compiled line in front of the stack. */
function translateScriptErrors(): void {
  for (const name of ["runInThisContext", "runInContext", "runInNewContext"] as const) {
    const run = Reflect.get(Script.prototype, name) as (...parameters: unknown[]) => unknown;
    Object.defineProperty(Script.prototype, name, {
      configurable: true,
      writable: true,
      value: asPersonFunction(
        {
          [name](this: Script, ...parameters: unknown[]): unknown {
            try {
              return Reflect.apply(run, this, parameters);
            } catch (error) {
              translatePrelude(error);
              throw error;
            }
          },
        }[name],
      ),
    });
  }
}
