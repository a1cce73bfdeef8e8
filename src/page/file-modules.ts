/** The person's own files as modules: TypeScript, JavaScript and JSON, read anew when they have changed. */
import { lateExports, withDeadZone, withoutInitialExports } from "../session/language/circular-files";
import { compileFile } from "../session/language/file-compiler";
import { namespaceOf } from "../session/language/interop";
import { parseCell } from "../session/language/parse";
import { runtimeNames } from "../session/language/runtime-names";
import { fileSourceName, rememberSource } from "../session/language/sources";
import { placeSyntaxError, refuseBrokenFile } from "../session/language/syntax-errors";
import { awaits } from "../session/language/awaits";
import { platform } from "../session/platform/platform";
import { checks } from "../session/running/checks";
import { interruptFlag, stop, stopIfInterrupted } from "../session/running/interrupt";
import type { FileGraph } from "./file-graph";
import type { PageFiles } from "./page-files";
import { folderOf } from "./paths";

interface FileModule {
  exports: object;
  stamp: string;
}

/** What a file's code asks for besides other files. */
export interface Surroundings {
  package(specifier: string): unknown;
  dynamic(specifier: string, folder: string): Promise<unknown>;
  meta(file: string): object;
}

/** The names under which a file's code finds what it is given, besides those of a CommonJS module. */
const { flag, stop: stopName, stopLate, checks: checksName, meta, dynamicImport, here } = runtimeNames;
const parameters = [
  ...["exports", "require", "module", "__filename", "__dirname", "__namespace"],
  ...[flag, stopName, stopLate, checksName, meta, dynamicImport, here],
].join(", ");

export class FileModules {
  private readonly modules = new Map<string, FileModule>();

  constructor(
    private readonly files: PageFiles,
    private readonly graph: FileGraph,
    private readonly around: Surroundings,
  ) {}

  /** Loads a file; those among its imports that wait at their top level are loaded before. */
  async load(file: string): Promise<unknown> {
    for (const each of this.graph.below(file))
      if (!this.modules.has(each) && awaits(parseCell(this.files.read(each) ?? "", each)))
        await this.begin(each, (module) => this.run(each, module, "async "));
    return this.require(file);
  }

  /** Loads a file at once. */
  require(file: string): unknown {
    const known = this.modules.get(file);
    if (known !== undefined) return known.exports;
    return this.begin(file, (module) => {
      if (file.endsWith(".json")) module.exports = JSON.parse(this.files.read(file)!) as object;
      else this.run(file, module, "");
      return module.exports;
    });
  }

  /** Forgets files that have changed, and the files that import them. */
  dropChanged(): void {
    const changed = new Set<string>();
    for (const [file, { stamp }] of this.modules) if (this.files.stamp(file) !== stamp) changed.add(file);
    for (let size = -1; size !== changed.size;) {
      size = changed.size;
      for (const file of this.modules.keys())
        if ([...this.graph.importsOf(file)].some((each) => changed.has(each))) changed.add(file);
    }
    for (const file of changed) this.modules.delete(file);
  }

  /** Runs a module's code; where it fails, the module is forgotten. */
  private begin<T>(file: string, run: (module: FileModule) => T): T {
    const module: FileModule = { exports: {}, stamp: this.files.stamp(file) };
    this.modules.set(file, module);
    const fail = (error: unknown): never => {
      this.modules.delete(file);
      placeSyntaxError(error, file);
      throw error;
    };
    try {
      const running = run(module);
      return (running instanceof Promise ? running.catch(fail) : running) as T;
    } catch (error) {
      return fail(error);
    }
  }

  /** @param keyword `async ` for a module that waits at its top level. */
  private run(file: string, module: FileModule, keyword: "" | "async "): unknown {
    const text = this.files.read(file) ?? "";
    refuseBrokenFile(file, text);
    // The compiler would leave a file of this name an ES module.
    const { javascript, map } = compileFile(file.replace(/\.m([jt]s)$/, ".$1"), text);
    const name = fileSourceName(file);
    if (map !== undefined) rememberSource(name, text, map);
    const late = this.graph.isInCircle(file) ? lateExports(text, file) : [];
    const body = withNamespaces(late.length > 0 ? withoutInitialExports(javascript) : javascript);
    const head = `(${keyword}function (${parameters}) { "use strict"; `;
    const made = platform.code.evaluate(`${head}${body}\n})`, name) as (...values: unknown[]) => unknown;
    let returned: unknown;
    withDeadZone(module.exports, late, () => {
      returned = Reflect.apply(made, module.exports, this.valuesFor(file, module));
    });
    return returned;
  }

  private valuesFor(file: string, module: FileModule): unknown[] {
    const folder = folderOf(file);
    const require = (specifier: string): unknown => {
      const found = this.graph.resolve(specifier, folder);
      return found === undefined ? this.around.package(specifier) : this.require(found);
    };
    const dynamic = (specifier: unknown): unknown => this.around.dynamic(String(specifier), folder);
    return [
      ...[module.exports, require, module, file, folder, namespaceOf],
      ...[interruptFlag, stop, stopIfInterrupted, checks, this.around.meta(file), dynamic, undefined],
    ];
  }
}

/** Has `import * as` in a file give what it gives in a cell, in place of the compiler's own function. */
function withNamespaces(javascript: string): string {
  return javascript.replace(
    "var __importStar = (this && this.__importStar) ||",
    () => "var __importStar = __namespace ||",
  );
}
