/** The compiler options for cells. No `tsconfig.json` is read, so that a notebook means the same in every folder. */
import ts from "typescript";
import { platform } from "../platform/platform";

/** @param folder The notebook's folder. */
export function compilerOptions(folder: string): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    lib: [...platform.compiler.libraries],
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
    typeRoots: platform.compiler.typeRoots(folder),
    types: [...platform.compiler.types],
  };
}

/** The compiler's version. */
export const typescriptVersion: string = ts.version;
