import type ts from "typescript";

/** What the compiler reads: files, the declarations of the language, of the platform and of the library. */
export interface CompilerFiles {
  readonly system: ts.System;
  /** The names of the declarations for the language's features that are there, such as `lib.es2023.d.ts`. */
  readonly libraries: readonly string[];
  /** The folder of those declarations. */
  readonly libraryFolder: string;
  /** The packages of types that every cell has, such as `node`. */
  readonly types: readonly string[];
  /** Declarations of globals that none of these contain. */
  readonly globals: string;
  /** The folders in which to look for packages of types. @param folder The notebook's folder. */
  typeRoots(folder: string): string[];
  /** The declarations of a package that every notebook may import; undefined for other packages. */
  ownTypes(specifier: string): ts.ResolvedModuleFull | undefined;
  /** Whether a file is the person's own, which may change while the notebook is open. */
  isOwnFile(file: string): boolean;
  /** Whether a file declares what the library exports. */
  isLibraryFile(file: string): boolean;
  /** Tells the states of a file apart; empty where there is none. */
  stamp(file: string): string;
  /** A file's path from a folder. */
  relative(folder: string, file: string): string;
}
