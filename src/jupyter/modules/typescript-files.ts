/** Makes Node's `require` load the user's TypeScript files. */
import { readFileSync } from "node:fs";
import Module from "node:module";
import { checks } from "../../session/running/checks";
import { stop, stopIfInterrupted, interruptFlag } from "../../session/running/interrupt";
import { personPromise } from "../../session/realm/promises";
import { lateExports, withDeadZone, withoutInitialExports } from "../../session/language/circular-files";
import { importMeta } from "./import-meta";
import { namespaceOf } from "../../session/language/interop";
import { isInCircle } from "./own-files";
import { resolveOwnPackage } from "./own-packages";
import { runtimeNames } from "../../session/language/runtime-names";
import { compileFile } from "../../session/language/file-compiler";
import { fileSourceName, rememberSource } from "../../session/language/sources";
import { placeSyntaxError, refuseBrokenFile, translatePrelude } from "../../session/language/syntax-errors";

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
  [runtimeNames.checks]: checks,
};

/** Loads a module for an `import()` in a file, whose `require` it gets. */
type ImportFrom = (specifier: string, from: NodeJS.Require) => Promise<unknown>;

const fileKey = Symbol.for("factorlab.file");
let importFrom: ImportFrom | undefined;

/** The values that stand for `import.meta`, `import()` and `import * as` in a loaded file. */
function fileValues(file: string, require: NodeJS.Require): object {
  const dynamicImport = async (specifier: unknown): Promise<unknown> =>
    importFrom?.(String(specifier), require);
  return {
    [runtimeNames.meta]: importMeta(file, require),
    [runtimeNames.dynamicImport]: (specifier: unknown) => personPromise(dynamicImport(specifier)),
    [importStar]: namespaceOf,
  };
}

/** The name under which the compiler's code finds the function for `import * as`. */
const importStar = "__namespace";

/** Makes `require` load TypeScript, and the packages that come with the kernel. It takes effect once in a process. */
export function loadTypeScriptFiles(dynamicImport?: ImportFrom): void {
  importFrom = dynamicImport ?? importFrom;
  if (guardKey in globalThis) return;
  Object.defineProperty(globalThis, guardKey, { value: guardValues });
  Object.defineProperty(globalThis, fileKey, { value: fileValues });
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
    const own = resolveOwnPackage(request);
    // The kernel listens to its own tslab, so that takes precedence over one near the notebook.
    if (request === "tslab" && own !== undefined) return own;
    try {
      return resolve(request, parent, ...rest);
    } catch (error) {
      const found = own ?? typeScriptFor(request, (name) => resolve(name, parent, ...rest));
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
  refuseBrokenFile(file, code);
  const { javascript: compiled, map } = compileFile(file, code);
  const name = fileSourceName(file);
  if (map !== undefined) rememberSource(name, code, map);
  // Node takes `__filename` from the name of the source.
  const start = `${header(file)}__filename = ${JSON.stringify(file)}; `;
  const names = isInCircle(file) ? lateExports(code, file) : [];
  const javascript = names.length > 0 ? withoutInitialExports(compiled) : compiled;
  try {
    withDeadZone(module.exports as object, names, () =>
      module._compile(`${start}${withNamespaces(javascript)}`, name, "commonjs"),
    );
  } catch (error) {
    translatePrelude(error);
    throw error;
  }
}

/** The header stands on the first line, beside "use strict", so that line numbers do not change. */
function header(file: string): string {
  return (
    `"use strict"; const { ${Object.keys(guardValues).join(", ")} } = ` +
    `globalThis[Symbol.for("factorlab.guards")]; ` +
    `const { ${runtimeNames.meta}, ${runtimeNames.dynamicImport}, ${importStar} } = ` +
    `globalThis[Symbol.for("factorlab.file")](${JSON.stringify(file)}, require); `
  );
}

/** Has `import * as` in a file give what it gives in a cell, in place of the compiler's own function. */
function withNamespaces(javascript: string): string {
  return javascript.replace(
    "var __importStar = (this && this.__importStar) ||",
    () => `var __importStar = ${importStar} ||`,
  );
}
