/**
 * The person's own files that modules were loaded from, and what they import: files that have changed are loaded anew,
 * together with those that import them. Packages and the kernel itself stay as they were loaded.
 */
import { readFileSync, statSync } from "node:fs";
import Module, { isBuiltin } from "node:module";
import { join, sep } from "node:path";
import { packageFolder } from "../package";
import { importsIn, type ListedImport } from "../../session/language/import-list";
import { nextVersion } from "./module-versions";

interface OwnFile {
  stamp: string;
  /** The own files that it imports. */
  imports: Set<string>;
  /** Those among them that are loaded together with it. */
  eager: Set<string>;
  /** Whether it imports what was not there; it may be by now. */
  lacksImport: boolean;
}

const files = new Map<string, OwnFile>();
const kernelFolder = `${withSlashes(join(packageFolder, "lib"))}/`;

/** @param file A full path, in the notation of the system or the compiler. */
export function isOwnFile(file: string): boolean {
  const path = withSlashes(file);
  const isCode = /\.(?:[cm]?[jt]sx?|json)$/.test(path);
  return isCode && !path.includes("/node_modules/") && !path.startsWith(kernelFolder);
}

function withSlashes(path: string): string {
  return path.split(sep).join("/");
}

/** Tells the states of a file apart; the size helps where the disk's clock is coarse. */
export function fileStamp(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? "" : `${found.mtimeMs} ${found.size} ${found.ino}`;
}

/** An own file and all those that are loaded together with it, imports first. */
export function ownFilesBelow(file: string): Set<string> {
  const found = new Set<string>();
  const visited = new Set<string>();
  const visit = (each: string): void => {
    if (visited.has(each)) return;
    visited.add(each);
    remember(each).eager.forEach(visit);
    found.add(each);
  };
  if (isOwnFile(file)) visit(file);
  return found;
}

/** The own files that are loaded before an own file's code runs. */
function eagerImportsOf(file: string): ReadonlySet<string> {
  return isOwnFile(file) ? remember(file).eager : new Set();
}

/** Whether a file is loaded in a circle, with one that imports it. */
export function isInCircle(file: string): boolean {
  return [...eagerImportsOf(file)].some((each) => ownFilesBelow(each).has(file));
}

/** Unloads files that have changed since they were loaded, and the files that import them. */
export function dropChangedFiles(): void {
  // What was required while a function ran is first seen here.
  for (const file of Object.keys(require.cache)) if (isOwnFile(file)) remember(file);
  const changed = new Set<string>();
  for (const [file, { stamp, lacksImport }] of files)
    if (lacksImport || fileStamp(file) !== stamp) changed.add(file);
  if (changed.size === 0) return;
  for (let size = 0; size !== changed.size;) {
    size = changed.size;
    for (const file of files.keys()) if (importsOf(file).some((each) => changed.has(each))) changed.add(file);
  }
  for (const file of changed) {
    Reflect.deleteProperty(require.cache, file);
    files.delete(file);
    nextVersion(file);
  }
}

/** What a file imports by its text, and what it has required in the meantime. */
function importsOf(file: string): string[] {
  // What Node's other loader puts into the cache has no children.
  const children = (require.cache[file] as Partial<NodeJS.Module> | undefined)?.children ?? [];
  const found = [...(files.get(file)?.imports ?? [])];
  // The array is one of the cells' realm, whose methods a cell may have replaced.
  for (let k = 0; k < children.length; k++) found.push(children[k].filename);
  return found;
}

function remember(file: string): OwnFile {
  const known = files.get(file);
  if (known !== undefined) return known;
  // The stamp comes first: a change while the file is read is then seen later.
  const own: OwnFile = {
    stamp: fileStamp(file),
    imports: new Set(),
    eager: new Set(),
    lacksImport: false,
  };
  files.set(file, own);
  for (const { specifier, isEager } of neighboursIn(file)) {
    const resolved = resolveFrom(file, specifier);
    if (resolved === undefined) own.lacksImport = true;
    else if (isOwnFile(resolved)) {
      own.imports.add(resolved);
      if (isEager) own.eager.add(resolved);
    }
  }
  // Its text tells what a later `import()` loads: from now on a change of that counts.
  own.imports.forEach(remember);
  return own;
}

/** What a file imports by a path, rather than by the name of a package. */
function neighboursIn(file: string): ListedImport[] {
  if (file.endsWith(".json")) return [];
  try {
    return importsIn(readFileSync(file, "utf8"), file).filter(({ specifier }) =>
      /^(?:\.|\/|file:)/.test(specifier),
    );
  } catch {
    return []; // It is gone by now; who imports it says so.
  }
}

function resolveFrom(file: string, specifier: string): string | undefined {
  try {
    const found = Module.createRequire(file).resolve(specifier.replace(/[?#].*$/, ""));
    return isBuiltin(found) ? undefined : found;
  } catch {
    return undefined;
  }
}
