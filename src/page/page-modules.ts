/** What cells in a page import: the packages of the site, files beside the notebook, modules by their addresses. */
import { namespaceOf } from "../session/language/interop";
import type { CellModules } from "../session/platform/cell-modules";
import { personFunction } from "../session/realm/person";
import { personPromise } from "../session/realm/promises";
import { FileGraph } from "./file-graph";
import { FileModules } from "./file-modules";
import type { PageFiles } from "./page-files";
import { resolvePath } from "./paths";

/** The packages of the site, by the names under which they are imported; each is loaded when it is first asked for. */
export type Packages = Readonly<Record<string, () => unknown>>;

/** Hides the import from what bundles this file: the address is known only when a cell runs. */
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
const importNative = new Function("address", "return import(address)") as (
  address: string,
) => Promise<unknown>;

export class PageModules implements CellModules {
  readonly require: (specifier: string) => unknown;
  readonly meta: object;
  private readonly graph: FileGraph;
  private readonly own: FileModules;
  private readonly loaded = new Map<string, unknown>();

  /** @param folder The notebook's folder. */
  constructor(
    private readonly folder: string,
    files: PageFiles,
    private readonly packages: Packages,
  ) {
    this.graph = new FileGraph(files);
    this.own = new FileModules(files, this.graph, {
      package: (specifier) => this.requirePackage(specifier),
      dynamic: (specifier, from) => personPromise(this.importFrom(specifier, from)),
      meta: metaOf,
    });
    this.require = personFunction(
      (specifier: unknown) => this.requireFrom(String(specifier), folder),
      "require",
    );
    this.meta = metaOf(resolvePath("notebook.js", folder));
  }

  async load(specifiers: readonly string[]): Promise<unknown[]> {
    this.own.dropChanged();
    const modules: unknown[] = [];
    for (const specifier of specifiers) modules.push(await this.loadOne(specifier, this.folder));
    return modules;
  }

  import(specifier: string): Promise<unknown> {
    return this.importFrom(specifier, this.folder);
  }

  private async importFrom(specifier: string, folder: string): Promise<unknown> {
    this.own.dropChanged();
    return namespaceOf(await this.loadOne(specifier, folder));
  }

  private async loadOne(specifier: string, folder: string): Promise<unknown> {
    if (isAddress(specifier)) return importNative(specifier);
    // A package may have to be fetched first.
    if (Object.hasOwn(this.packages, specifier)) {
      const found = this.loaded.get(specifier) ?? (await this.packages[specifier]());
      this.loaded.set(specifier, found);
      return found;
    }
    const file = this.graph.resolve(specifier, folder);
    return file === undefined ? this.requirePackage(specifier) : this.own.load(file);
  }

  private requireFrom(specifier: string, folder: string): unknown {
    const file = this.graph.resolve(specifier, folder);
    return file === undefined ? this.requirePackage(specifier) : this.own.require(file);
  }

  /** @throws Error when there is no such package, or it has not been imported yet. */
  private requirePackage(specifier: string): unknown {
    if (this.loaded.has(specifier)) return this.loaded.get(specifier);
    const isThere = Object.hasOwn(this.packages, specifier);
    const found = isThere ? this.packages[specifier]() : undefined;
    if (isThere && !(found instanceof Promise)) {
      this.loaded.set(specifier, found);
      return found;
    }
    throw Object.assign(new Error(missing(specifier, isThere)), { code: "ERR_MODULE_NOT_FOUND" });
  }
}

function missing(specifier: string, isThere: boolean): string {
  if (isThere) return `'${specifier}' is loaded by an import in a cell: import * as all from "${specifier}"`;
  return `Cannot find ${/^(?:\.|\/)/.test(specifier) ? "module" : "package"} '${specifier}'`;
}

function isAddress(specifier: string): boolean {
  return /^(?:https?|data|blob):/.test(specifier);
}

function metaOf(file: string): object {
  const url = `file://${file}`;
  const resolve = (specifier: unknown): string => new URL(String(specifier), url).href;
  const meta = Object.create(null) as object;
  return Object.assign(meta, { resolve: personFunction(resolve), url });
}
