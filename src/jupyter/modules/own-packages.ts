/**
 * The packages that every notebook can import from any folder, because they come with the kernel: the library itself
 * and tslab. A copy of the library that is installed near the notebook takes precedence.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { packageFolder } from "../package";

/** The library's entry points, as package.json exports them, and the interface of tslab. */
const entries = new Map([
  ["factorlab", join(packageFolder, "lib", "index")],
  ["factorlab/view", join(packageFolder, "lib", "view")],
  ["factorlab/spark", join(packageFolder, "lib", "spark", "index")],
  ["factorlab/course", join(packageFolder, "lib", "course")],
  ["tslab", join(packageFolder, "lib", "jupyter", "tslab")],
]);

/** The file that such a specifier stands for, if it is one of them. */
export function resolveOwnPackage(specifier: string): string | undefined {
  const entry = entries.get(specifier);
  return entry === undefined ? undefined : `${entry}.js`;
}

/** The type declarations of a package that comes with the kernel. */
export function resolveOwnTypes(specifier: string): ts.ResolvedModuleFull | undefined {
  const entry = entries.get(specifier);
  const file = `${entry}.d.ts`;
  if (entry === undefined || !existsSync(file)) return undefined;
  return {
    resolvedFileName: ts.sys.resolvePath(file),
    extension: ts.Extension.Dts,
    isExternalLibraryImport: true,
  };
}
