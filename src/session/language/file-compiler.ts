/** Compiles the person's own TypeScript files to CommonJS modules that can be interrupted. */
import ts from "typescript";
import { callPositions } from "./call-positions";
import { guards } from "./guards";
import { interruptChecks } from "./interrupt-checks";
import { moduleSyntax } from "./module-syntax";

export interface CompiledFile {
  /** The code of a CommonJS module; it reaches the session by the names of runtime-names.ts. */
  javascript: string;
  /** The source map, as JSON. */
  map: string | undefined;
}

/** @param file The file's path. @param code Its text, which can be parsed. */
export function compileFile(file: string, code: string): CompiledFile {
  const { outputText, sourceMapText } = ts.transpileModule(code, {
    fileName: file,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      sourceMap: true,
      jsx: ts.JsxEmit.React,
    },
    transformers: { before: [moduleSyntax, callPositions, guards], after: [interruptChecks] },
  });
  return { javascript: outputText, map: sourceMapText };
}
