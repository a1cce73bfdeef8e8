/** The compiler options for cells. No `tsconfig.json` is read, so that a notebook means the same in every folder. */
import { dirname, join } from "node:path";
import ts from "typescript";

/** The library files for the features of this Node, so that the compiler accepts no method that is missing. */
function librariesOf(nodeVersion: string): string[] {
  const major = Number.parseInt(nodeVersion, 10);
  if (major >= 24) return ["lib.esnext.d.ts"];
  const since22 = ["es2024", "esnext.iterator", "es2025.collection", "es2025.iterator"];
  const names = ["es2023", "esnext.disposable", "esnext.decorators", ...(major >= 22 ? since22 : [])];
  const files = names.map((name) => `lib.${name}.d.ts`);
  const folder = dirname(ts.getDefaultLibFilePath({}));
  return files.filter((file) => ts.sys.fileExists(join(folder, file)));
}

/** The folders in which to look for `@types`: those above the notebook, then the kernel's own. */
function typeRoots(folder: string): string[] {
  const roots: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    roots.push(join(at, "node_modules", "@types"));
    if (dirname(at) === at) break;
  }
  try {
    roots.push(dirname(dirname(require.resolve("@types/node/package.json"))));
  } catch {
    // Without them, Node's own modules are untyped, but cells still run.
  }
  return roots;
}

/** @param folder The notebook's folder. */
export function compilerOptions(folder: string): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    lib: librariesOf(process.versions.node),
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    allowImportingTsExtensions: true,
    allowJs: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    preserveConstEnums: true,
    sourceMap: true,
    noEmitOnError: false,
    skipLibCheck: true,
    // A teacher who uses a notebook should not have to explain `undefined` first.
    strict: false,
    typeRoots: typeRoots(folder),
    types: ["node"],
  };
}

/** The compiler's version. */
export const typescriptVersion: string = ts.version;
