import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./paths.mjs";

/**
 * What TypeScript 5.0.4, the compiler of the tslab kernel, says about declaration files: a newer compiler may
 * write what this one does not know, and a notebook would silently get an untyped value.
 * @param {string[]} files
 * @returns {string[]} complaints, one a line
 */
export function complaints(files) {
  /** @type {typeof import("typescript")} */
  const ts = createRequire(import.meta.url)("@tslab/typescript-for-tslab");
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
    lib: ["lib.es2022.d.ts"],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    baseUrl: root,
  });
  const diagnostics = ts.getPreEmitDiagnostics(program);
  const host = { getCanonicalFileName: (/** @type {string} */ name) => name, getNewLine: () => "\n" };
  const directory = { ...host, getCurrentDirectory: () => root };
  return diagnostics.map((diagnostic) => ts.formatDiagnostic(diagnostic, directory).trim());
}

/** A declaration that TypeScript ≥ 5.7 writes and 5.0.4 does not understand: the gate has to refuse it. */
export const control = join(root, "test", "fixtures", "newer-typescript.d.ts");
