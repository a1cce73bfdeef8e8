/** Loads what cells import: packages of both module kinds, and the user's own TypeScript files. */
import Module from "node:module";
import * as types from "node:util/types";
import { Script, constants } from "node:vm";
import { asPersonFunction, personObject } from "../realm/person";
import { settled } from "../realm/promises";
import { breakable, isBroken } from "../running/breakable";
import { anchorOf } from "./project";
import { placeSyntaxError, translatePrelude } from "./syntax-errors";
import { dropChangedFiles, loadTypeScriptFiles } from "./typescript-files";

type Namespace = Readonly<Record<string, unknown>>;

export class Modules {
  readonly require: NodeJS.Require;
  private readonly importNative: (specifier: string) => Promise<unknown>;

  /** @param folder The notebook's folder, from which all modules are resolved. */
  constructor(folder: string) {
    const anchor = anchorOf(folder);
    this.require = Module.createRequire(anchor);
    loadTypeScriptFiles();
    hideLoaderWarnings();
    translateScriptErrors();
    const script = new Script("(specifier) => import(specifier)", {
      filename: anchor,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    this.importNative = script.runInThisContext() as (specifier: string) => Promise<unknown>;
  }

  /** Loads the modules of a cell's import declarations, in their order. */
  async load(specifiers: readonly string[]): Promise<unknown[]> {
    dropChangedFiles();
    const modules: unknown[] = [];
    for (const specifier of specifiers) modules.push(await this.loadOne(specifier));
    return modules;
  }

  /** Loads a module for a dynamic import, and returns its namespace. */
  async import(specifier: string): Promise<unknown> {
    dropChangedFiles();
    return binding(await this.loadOne(specifier), "*");
  }

  private async loadOne(specifier: string): Promise<unknown> {
    try {
      return await this.requireOrImport(specifier);
    } catch (error) {
      placeSyntaxError(error, this.fileOf(specifier));
      throw error;
    }
  }

  private async requireOrImport(specifier: string): Promise<unknown> {
    if (!this.isForImportOnly(specifier)) {
      try {
        return breakable(() => this.require(specifier));
      } catch (error) {
        if (isBroken(error)) forgetUnloaded();
        if (!isAsynchronousModule(error)) throw error;
      }
    }
    return settled(this.importNative(specifier));
  }

  private fileOf(specifier: string): string | undefined {
    try {
      return this.require.resolve(specifier);
    } catch {
      return undefined;
    }
  }

  /** Whether `require` cannot load a module because it is an ES module only. */
  private isForImportOnly(specifier: string): boolean {
    try {
      return this.require.resolve(specifier).endsWith(".mjs");
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ERR_PACKAGE_PATH_NOT_EXPORTED" || isUrl(specifier);
    }
  }
}

/** Forgets modules that a signal has ended in the middle of their code. */
function forgetUnloaded(): void {
  for (const [file, module] of Object.entries(require.cache))
    if (module?.loaded === false) Reflect.deleteProperty(require.cache, file);
}

function isUrl(specifier: string): boolean {
  return /^(?:file|data):/.test(specifier);
}

const importOnly = new Set(["ERR_REQUIRE_ESM", "ERR_REQUIRE_ASYNC_MODULE"]);

function isAsynchronousModule(error: unknown): boolean {
  return types.isNativeError(error) && importOnly.has((error as NodeJS.ErrnoException).code ?? "");
}

/**
 * An export of a module of either kind, by the rules of TypeScript's `esModuleInterop`.
 * @param name `default`, `*` for the namespace, `=` for the module itself.
 */
export function binding(module: unknown, name: string): unknown {
  if (name === "=") return module;
  const isNamespace = types.isModuleNamespaceObject(module);
  const isMarked = canHaveMembers(module) && module.__esModule === true;
  if (name === "*") return isNamespace || isMarked ? module : namespaceOf(module);
  if (name === "default" && !isNamespace && !isMarked) return module;
  return canHaveMembers(module) ? module[name] : undefined;
}

function canHaveMembers(value: unknown): value is Namespace {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function namespaceOf(module: unknown): Namespace {
  return personObject({ ...(canHaveMembers(module) ? module : {}), default: module });
}

const loaderWarnings = /USE_MAIN_CONTEXT_DEFAULT_LOADER|Support for loading ES Module in require/;

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
