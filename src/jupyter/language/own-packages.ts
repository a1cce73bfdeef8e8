/**
 * The packages that every notebook can import from any folder, because they come with the kernel: the library itself
 * and tslab. A copy of the library that is installed near the notebook takes precedence.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { packageFolder } from "../package";

/** The library's main file, if the specifier names the library. */
export function resolveOwnPackage(specifier: string): string | undefined {
  return specifier === "factorlab" ? join(packageFolder, "lib", "index.js") : undefined;
}

/** The type declarations of a package that comes with the kernel. */
export function resolveOwnTypes(
  specifier: string,
  options: ts.CompilerOptions,
): ts.ResolvedModuleFull | undefined {
  if (specifier === "tslab")
    return ts.resolveModuleName(specifier, __filename, options, ts.sys).resolvedModule;
  const file = join(packageFolder, "lib", "index.d.ts");
  if (specifier !== "factorlab" || !existsSync(file)) return undefined;
  return {
    resolvedFileName: ts.sys.resolvePath(file),
    extension: ts.Extension.Dts,
    isExternalLibraryImport: true,
  };
}
