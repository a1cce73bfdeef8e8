/** The compiler's files on Node: the disk, Node's own types, and the library beside the kernel. */
import { realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { attempt } from "../../outputs/attempt";
import type { CompilerFiles } from "../../session/platform/compiler-files";
import { fileStamp, isOwnFile } from "../modules/own-files";
import { resolveOwnTypes } from "../modules/own-packages";
import { webAssemblyTypes } from "./webassembly-types";
import { packageFolder } from "../package";

const libraryFolder = dirname(ts.getDefaultLibFilePath({}));

/** The library files for the features of this Node, so that the compiler accepts no method that is missing. */
function librariesOf(nodeVersion: string): string[] {
  const major = Number.parseInt(nodeVersion, 10);
  if (major >= 24) return ["lib.esnext.d.ts"];
  const since22 = ["es2024", "esnext.iterator", "es2025.collection", "es2025.iterator"];
  const names = ["es2023", "esnext.disposable", "esnext.decorators", ...(major >= 22 ? since22 : [])];
  const files = names.map((name) => `lib.${name}.d.ts`);
  return files.filter((file) => ts.sys.fileExists(join(libraryFolder, file)));
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

const slashed = (path: string): string => path.replaceAll("\\", "/");
const ownFolder = slashed(attempt(() => realpathSync(packageFolder), packageFolder));

export const compilerFiles: CompilerFiles = {
  system: ts.sys,
  libraries: librariesOf(process.versions.node),
  libraryFolder: slashed(libraryFolder),
  types: ["node"],
  globals: webAssemblyTypes,
  typeRoots,
  ownTypes: resolveOwnTypes,
  isOwnFile,
  isLibraryFile(file) {
    const path = slashed(file);
    return path.startsWith(`${ownFolder}/lib/`) || path.includes("/node_modules/factorlab/lib/");
  },
  stamp: fileStamp,
  relative,
};
