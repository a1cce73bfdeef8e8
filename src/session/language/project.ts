/** A notebook as a TypeScript project: its cells, in memory, beside the user's own files. */
import ts from "typescript";
import { platform } from "../platform/platform";
import { cellGlobalTypes } from "./cell-global-types";
import { compilerOptions } from "./options";

const globalsName = "factorlab-cell-globals.d.ts";

export class Project {
  service: ts.LanguageService;
  private readonly folder: string;
  private readonly options: ts.CompilerOptions;
  private readonly files = new Map<string, { text: string; version: number }>();
  private version = 0;

  /** @param folder The notebook's folder. */
  constructor(folder: string) {
    this.folder = platform.compiler.system.resolvePath(folder);
    this.options = compilerOptions(this.folder);
    this.write(this.pathOf(globalsName), cellGlobalTypes + platform.compiler.globals);
    this.service = this.newService();
  }

  /** Begins anew with the same files, after the compiler was ended in the middle of its work. */
  restart(): void {
    this.service = this.newService();
  }

  private newService(): ts.LanguageService {
    // A file of the person may import what was not there, or no longer is; the compiler's types leave this out.
    const host = Object.assign(this.host(), {
      hasInvalidatedResolutions: (file: string) => this.isFree(file),
    });
    return ts.createLanguageService(host, ts.createDocumentRegistry());
  }

  /** The full path of a file in the notebook's folder, in the compiler's notation. */
  pathOf(name: string): string {
    return `${this.folder.replace(/\/$/, "")}/${name}`;
  }

  /** Writes a file in memory, in place of an earlier text. */
  write(file: string, text: string): void {
    this.files.set(file, { text, version: ++this.version });
  }

  remove(file: string): void {
    this.files.delete(file);
  }

  /** The program of the current state. */
  program(): ts.Program {
    const program = this.service.getProgram();
    if (program === undefined) throw new Error("the compiler gave no program");
    return program;
  }

  /** The user's own files that a file imports, directly or indirectly, without cells. */
  ownFilesOf(file: string): string[] {
    const found = new Set<string>();
    const visit = (from: string): void => {
      const text = this.read(from);
      if (text === undefined) return;
      for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
        const resolved = this.resolve(fileName, from)?.resolvedFileName;
        if (resolved === undefined || found.has(resolved) || !this.isOwn(resolved)) continue;
        found.add(resolved);
        visit(resolved);
      }
    };
    visit(file);
    return [...found];
  }

  /** Whether a file may change while the notebook is open. */
  private isFree(file: string): boolean {
    return !this.files.has(file) && platform.compiler.isOwnFile(file);
  }

  private isOwn(file: string): boolean {
    return this.isFree(file) && /\.[cm]?tsx?$/.test(file) && !/\.d\.[cm]?ts$/.test(file);
  }

  private read(file: string): string | undefined {
    return this.files.get(file)?.text ?? platform.compiler.system.readFile(file);
  }

  private resolve(specifier: string, from: string): ts.ResolvedModuleFull | undefined {
    const found = ts.resolveModuleName(specifier, from, this.options, this.moduleHost()).resolvedModule;
    return found ?? platform.compiler.ownTypes(specifier);
  }

  private moduleHost(): ts.ModuleResolutionHost {
    return {
      ...platform.compiler.system,
      fileExists: (file) => this.files.has(file) || platform.compiler.system.fileExists(file),
      readFile: (file) => this.read(file),
      getCurrentDirectory: () => this.folder,
    };
  }

  private host(): ts.LanguageServiceHost {
    return {
      ...this.moduleHost(),
      getScriptFileNames: () => [...this.files.keys()],
      getScriptVersion: (file) => this.versionOf(file),
      getScriptSnapshot: (file) => {
        const text = this.read(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => this.folder,
      getCompilationSettings: () => this.options,
      getDefaultLibFileName: (options) =>
        `${platform.compiler.libraryFolder}/${ts.getDefaultLibFileName(options)}`,
      readDirectory: (...args) => platform.compiler.system.readDirectory(...args),
      fileExists: (file) => this.files.has(file) || platform.compiler.system.fileExists(file),
      readFile: (file) => this.read(file),
      useCaseSensitiveFileNames: () => platform.compiler.system.useCaseSensitiveFileNames,
      resolveModuleNameLiterals: (literals, from) =>
        literals.map(({ text }) => ({ resolvedModule: this.resolve(text, from) })),
    };
  }

  /** Packages do not change while a notebook is open; the user's own files do. */
  private versionOf(file: string): string {
    const inMemory = this.files.get(file);
    if (inMemory !== undefined) return String(inMemory.version);
    if (file.includes("/node_modules/")) return "package";
    return platform.compiler.stamp(file);
  }
}
