/** The compiler's files in a page. */
import ts from "typescript";
import languageLibraries from "./libraries.json";
import type { CompilerFiles } from "../session/platform/compiler-files";
import type { DeclarationTexts, Texts } from "./orders";
import type { PageFiles } from "./page-files";
import { relativePath, resolvePath } from "./paths";

/** Where the declarations of the language are. */
export const declarationsFolder = "/typescript";
/** Where the declarations of the library are. */
export const libraryFolder = "/factorlab";

/** What the browsers have that the site supports, beside what a worker has. */
const libraries = languageLibraries.map((name) => `lib.${name}.d.ts`);

/** The declarations of the library's entry points. */
const entries = new Map([
  ["factorlab", `${libraryFolder}/index.d.ts`],
  ["factorlab/view", `${libraryFolder}/view.d.ts`],
  ["factorlab/course", `${libraryFolder}/course.d.ts`],
  ["factorlab/spark", `${libraryFolder}/spark/index.d.ts`],
]);

/** The files that declarations are in, by their paths. */
export function declarationFiles({
  language,
  library,
}: Pick<DeclarationTexts, "language" | "library">): Texts {
  return { ...below(declarationsFolder, language), ...below(libraryFolder, library) };
}

function below(folder: string, texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${folder}/${path}`, text]));
}

export function compilerFilesOf(files: PageFiles): CompilerFiles {
  return {
    system: systemOf(files),
    libraries: libraries.filter((name) => files.read(`${declarationsFolder}/${name}`) !== undefined),
    libraryFolder: declarationsFolder,
    types: [],
    // WebAssembly is declared by the library of workers. What is behind an address nobody knows before it is loaded.
    globals: ["http", "https", "data", "blob"].map((kind) => `declare module "${kind}:*";\n`).join(""),
    typeRoots: () => [],
    ownTypes(specifier) {
      const file = entries.get(specifier);
      if (file === undefined || files.read(file) === undefined) return undefined;
      return { resolvedFileName: file, extension: ts.Extension.Dts, isExternalLibraryImport: true };
    },
    isOwnFile: (file) => !isDelivered(file) && /\.(?:[cm]?[jt]sx?|json)$/.test(file),
    isLibraryFile: (file) => file.startsWith(`${libraryFolder}/`),
    stamp: (file) => files.stamp(file),
    relative: relativePath,
  };
}

function isDelivered(file: string): boolean {
  return [declarationsFolder, libraryFolder].some((folder) => file.startsWith(`${folder}/`));
}

function systemOf(files: PageFiles): ts.System {
  return {
    args: [],
    newLine: "\n",
    useCaseSensitiveFileNames: true,
    write: () => undefined,
    readFile: (path) => files.read(path),
    writeFile: (path, text) => files.write(path, text),
    resolvePath: (path) => resolvePath(path),
    fileExists: (path) => files.read(path) !== undefined,
    directoryExists: (path) => files.hasFolder(path),
    createDirectory: () => undefined,
    getExecutingFilePath: () => `${declarationsFolder}/typescript.js`,
    getCurrentDirectory: () => "/",
    getDirectories: (path) => files.foldersIn(path),
    readDirectory: (path) => files.below(path),
    realpath: (path) => path,
    exit(): never {
      throw new Error("a page does not end");
    },
  };
}
