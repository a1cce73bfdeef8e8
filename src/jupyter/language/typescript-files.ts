/** Makes Node's `require` load the user's TypeScript files, and reload them when they have changed. */
import { readFileSync, statSync } from "node:fs";
import Module from "node:module";
import ts from "typescript";
import { checks } from "../running/checks";
import { stop, stopIfInterrupted, interruptFlag } from "../running/interrupt";
import { prepareTslab } from "../tslab";
import { callPositions } from "./call-positions";
import { guards } from "./guards";
import { interruptChecks } from "./interrupt-checks";
import { resolveOwnPackage } from "./own-packages";
import { runtimeNames } from "./runtime-names";
import { fileSourceName, rememberSource } from "./sources";
import { placeSyntaxError, refuseBrokenFile, translatePrelude } from "./syntax-errors";

/** The parts of Node's module loader that are missing in its types. */
interface Loader {
  _extensions: Record<string, (module: LoadingModule, file: string) => void>;
  _resolveFilename(request: string, parent: unknown, ...rest: unknown[]): string;
}

interface LoadingModule extends NodeJS.Module {
  _compile(code: string, file: string, format?: string): void;
}

const loader = Module as unknown as Loader;
const extensions = [".ts", ".mts", ".cts", ".tsx"];
/** The time of the last change of each loaded file. */
const loaded = new Map<string, number>();
const guardKey = Symbol.for("factorlab.guards");
/** The values that the guards in a loaded file use, by the names under which they use them. */
const guardValues = {
  [runtimeNames.flag]: interruptFlag,
  [runtimeNames.stop]: stop,
  [runtimeNames.stopLate]: stopIfInterrupted,
  [runtimeNames.checks]: checks,
};

/** Makes `require` load TypeScript, and the packages that come with the kernel. It takes effect once in a process. */
export function loadTypeScriptFiles(): void {
  if (guardKey in globalThis) return;
  Object.defineProperty(globalThis, guardKey, { value: guardValues });
  for (const extension of extensions) loader._extensions[extension] = loadFile;
  const loadJson = loader._extensions[".json"];
  loader._extensions[".json"] = (module, file) => {
    try {
      loadJson(module, file);
    } catch (error) {
      placeSyntaxError(error, file);
      throw error;
    }
  };
  const resolve = loader._resolveFilename.bind(loader);
  loader._resolveFilename = (request, parent, ...rest) => {
    if (request === "tslab") {
      // The kernel listens to its own copy, so it takes precedence over one near the notebook.
      prepareTslab();
      return resolve(request, module);
    }
    try {
      return resolve(request, parent, ...rest);
    } catch (error) {
      const found =
        resolveOwnPackage(request) ?? typeScriptFor(request, (name) => resolve(name, parent, ...rest));
      if (found === undefined) throw error;
      return found;
    }
  };
}

/** Resolves `./x.js` to `./x.ts`, as the compiler does. */
function typeScriptFor(request: string, resolve: (request: string) => string): string | undefined {
  const match = /^(\.{1,2}\/.*)\.([cm]?)jsx?$/.exec(request);
  if (match === null) return undefined;
  try {
    return resolve(`${match[1]}.${match[2]}ts`);
  } catch {
    return undefined;
  }
}

function loadFile(module: LoadingModule, file: string): void {
  const code = readFileSync(file, "utf8");
  loaded.set(file, statSync(file).mtimeMs);
  refuseBrokenFile(file, code);
  const { outputText, sourceMapText } = ts.transpileModule(code, {
    fileName: file,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      sourceMap: true,
      jsx: ts.JsxEmit.React,
    },
    transformers: { before: [callPositions, guards], after: [interruptChecks] },
  });
  const name = fileSourceName(file);
  if (sourceMapText !== undefined) rememberSource(name, code, sourceMapText);
  // Node takes `__filename` from the name of the source.
  const start = `${header}__filename = ${JSON.stringify(file)}; `;
  try {
    module._compile(`${start}${outputText}`, name, "commonjs");
  } catch (error) {
    translatePrelude(error);
    throw error;
  }
}

/** The header stands on the first line, beside "use strict", so that line numbers do not change. */
const header =
  `"use strict"; const { ${Object.keys(guardValues).join(", ")} } = ` +
  `globalThis[Symbol.for("factorlab.guards")]; `;

/** Unloads files that have changed since they were loaded, and the files that import them. */
export function dropChangedFiles(): void {
  const changed = new Set(
    [...loaded].filter(([file, time]) => modificationTime(file) !== time).map(([file]) => file),
  );
  if (changed.size === 0) return;
  for (let size = 0; size !== changed.size;) {
    size = changed.size;
    for (const file of loaded.keys())
      if (require.cache[file]?.children.some((child) => changed.has(child.filename))) changed.add(file);
  }
  for (const file of changed) {
    Reflect.deleteProperty(require.cache, file);
    loaded.delete(file);
  }
}

function modificationTime(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
