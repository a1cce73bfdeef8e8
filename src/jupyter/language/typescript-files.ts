/** Makes Node's `require` load the user's TypeScript files. */
import { readFileSync } from "node:fs";
import Module from "node:module";
import ts from "typescript";
import { stop, stopIfInterrupted, interruptFlag } from "../running/interrupt";
import { prepareTslab } from "../tslab";
import { isInCircle, lateExports, withDeadZone, withoutInitialExports } from "./circular-files";
import { guards } from "./guards";
import { importMeta } from "./import-meta";
import { namespaceOf } from "./interop";
import { moduleSyntax } from "./module-syntax";
import { resolveOwnPackage } from "./own-packages";
import { runtimeNames } from "./runtime-names";
import { rememberSource } from "./sources";

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
const guardKey = Symbol.for("factorlab.guards");
/** The values that the guards in a loaded file use, by the names under which they use them. */
const guardValues = {
  [runtimeNames.flag]: interruptFlag,
  [runtimeNames.stop]: stop,
  [runtimeNames.stopLate]: stopIfInterrupted,
};

/** Loads a module for an `import()` in a file, whose `require` it gets. */
type ImportFrom = (specifier: string, from: NodeJS.Require) => Promise<unknown>;

const fileKey = Symbol.for("factorlab.file");
let importFrom: ImportFrom | undefined;

/** The values that stand for `import.meta` and `import()` in a loaded file. */
function fileValues(file: string, require: NodeJS.Require): object {
  return {
    [runtimeNames.meta]: importMeta(file, require),
    [runtimeNames.dynamicImport]: async (specifier: unknown) => importFrom?.(String(specifier), require),
  };
}

/** Makes `require` load TypeScript, and the packages that come with the kernel. It takes effect once in a process. */
export function loadTypeScriptFiles(dynamicImport?: ImportFrom): void {
  importFrom = dynamicImport ?? importFrom;
  if (guardKey in globalThis) return;
  Object.defineProperty(globalThis, guardKey, { value: guardValues });
  Object.defineProperty(globalThis, fileKey, { value: fileValues });
  for (const extension of extensions) loader._extensions[extension] = loadFile;
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
  const { outputText, sourceMapText } = ts.transpileModule(code, {
    fileName: file,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      sourceMap: true,
      jsx: ts.JsxEmit.React,
    },
    transformers: { before: [moduleSyntax, guards] },
  });
  if (sourceMapText !== undefined) rememberSource(file, code, sourceMapText);
  const exports = module.exports as object;
  const names = isInCircle(file) ? lateExports(code, file) : [];
  const javascript = names.length > 0 ? withoutInitialExports(outputText) : outputText;
  withNamespaces(exports, () =>
    withDeadZone(exports, names, () => module._compile(`${header}${javascript}`, file, "commonjs")),
  );
}

/** The header stands on the first line, beside "use strict", so that line numbers do not change. */
const header =
  `"use strict"; const { ${Object.keys(guardValues).join(", ")} } = ` +
  `globalThis[Symbol.for("factorlab.guards")]; ` +
  `const { ${runtimeNames.meta}, ${runtimeNames.dynamicImport} } = ` +
  `globalThis[Symbol.for("factorlab.file")](__filename, require); `;

/** Has `import * as` in a file give what it gives in a cell: the compiler's helper prefers one of the module's `this`. */
function withNamespaces(exports: object, compile: () => void): void {
  Object.defineProperty(exports, "__importStar", { value: namespaceOf, configurable: true });
  try {
    compile();
  } finally {
    Reflect.deleteProperty(exports, "__importStar");
  }
}
