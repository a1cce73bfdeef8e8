/** Copies the package with its dependencies, so that the kernel does not need the original folder. */
import { cpSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { findPackage, readPackage } from "./own-package";

/** A package's folder, and the path of its copy, `node_modules/…`, relative to the copy's root. */
export interface Copy {
  from: string;
  to: string;
}

/**
 * The copies of a package and all its dependencies. Each dependency goes to the top, as with npm, or below the package
 * that needs it where another version is already at the top.
 */
export function planCopies(folder: string): Copy[] {
  const taken = new Map<string, string>();
  const copies: Copy[] = [];
  const place = (from: string, to: string): void => {
    taken.set(to, from);
    copies.push({ from, to });
  };
  place(folder, join("node_modules", readPackage(folder).name));
  // All dependencies of one package are placed before those of the next, so that no later copy comes between a package
  // and a dependency that it has found.
  for (const { from, to } of copies) {
    const { dependencies, optionalDependencies } = readPackage(from);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = findPackage(name, from);
      if (found === undefined) continue;
      const seen = resolveFrom(to, name, taken);
      if (seen === undefined) place(found, join("node_modules", name));
      else if (seen !== found) place(found, join(to, "node_modules", name));
    }
  }
  return copies;
}

/** The package that Node would find under a name from a copy. */
function resolveFrom(to: string, name: string, taken: ReadonlyMap<string, string>): string | undefined {
  const parts = to.split(sep);
  for (let length = parts.length; length >= 0; length--) {
    // eslint-disable-next-line factorlab/no-spread-arguments -- a path has few parts
    const seen = taken.get(join(...parts.slice(0, length), "node_modules", name));
    if (seen !== undefined) return seen;
  }
  return undefined;
}

/**
 * Copies packages into a folder.
 * @param isWanted Whether a file or folder comes along, by the name of its package and its path inside, with `/`.
 *   @default what a kernel on this system needs
 */
export function copyPackages(
  copies: readonly Copy[],
  folder: string,
  isWanted: (name: string, inside: string) => boolean = isNeededHere,
): void {
  for (const { from, to } of copies) {
    const { name } = readPackage(from);
    const filter = (source: string): boolean => {
      const inside = relative(from, source).split(sep).join("/");
      return !/^node_modules(\/|$)/.test(inside) && isWanted(name, inside);
    };
    cpSync(from, join(folder, to), { recursive: true, dereference: true, filter });
  }
}

/** What packages bring that no kernel uses. */
const notNeeded: Record<string, RegExp> = {
  // What the command installs and opens, what bundles are made of, and types of what no cell imports.
  factorlab:
    /^((extension|notebooks|requirements\.txt|lib\/esm)(\/|$)|lib\/(session|jupyter\/(?!tslab)).*\.d\.ts$)/,
  // The compiler's programs, its own types, its messages in other languages, and the types of workers in browsers.
  typescript:
    /^(bin|lib\/(_?tsc|_?tsserver|_?typingsInstaller|watchGuard|tsserverlibrary|typescript\.d|lib\.webworker)\.|lib\/[a-z]{2}(-[a-z]+)?$)/,
  // What it is built from, and by, and its types.
  zeromq: /^(src|script|CMakeLists\.txt$|vcpkg\.json$|lib\/ts3\.7$|lib\/.*\.d\.ts$)/,
  "node-addon-api": /./,
  "cmake-ts": /^(src|build\/(?!loader\.js$))/,
  // Sources, pages, reports of tests, and what is for browsers or for compilers of these packages' users.
  "@uwdata/flechette": /^(docs|src|dist\/(types|flechette\.min\.js|flechette\.mjs))/,
  hyparquet: /^types(\/|$)/,
  "hyparquet-writer": /^types(\/|$)/,
  fflate: /^((umd|esm)(\/|$)|lib\/(?!node\.cjs$)|README\.md$)/,
  fzstd: /^(umd|esm)(\/|$)/,
  seedrandom: /^(coverage|\.nyc_output|Gruntfile\.js$)/,
};

/** Whether a kernel needs a file or folder of a package, on whatever system. */
export function isNeeded(name: string, inside: string): boolean {
  return !notNeeded[name]?.test(inside);
}

/** The same, without builds of zeromq for other systems: it comes with 33 MB of builds, and loads one file. */
function isNeededHere(name: string, inside: string): boolean {
  const [build, platform, arch] = inside.split("/");
  const isBuild =
    name === "zeromq" && build === "build" && ["darwin", "linux", "win32"].includes(platform ?? "");
  const isForeign =
    isBuild && (platform !== process.platform || (arch !== undefined && arch !== process.arch));
  return !isForeign && isNeeded(name, inside);
}
