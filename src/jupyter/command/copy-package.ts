/** Copies the package with all that it needs, so that the kernel does not depend on the folder it came from. */
import { cpSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { findPackage, readPackage } from "./own-package";

/** A package's folder, and where its copy goes: `node_modules/…`, relative to the copy's root. */
export interface Copy {
  from: string;
  to: string;
}

/**
 * The copies that make a package complete. Each dependency goes to the top, as npm does it, or below the package
 * that needs it where another version has taken the place.
 */
export function planCopies(folder: string): Copy[] {
  const taken = new Map<string, string>();
  const copies: Copy[] = [];
  const place = (from: string, to: string): void => {
    taken.set(to, from);
    copies.push({ from, to });
  };
  place(folder, join("node_modules", readPackage(folder).name));
  // A package's own dependencies are all placed before those of the next one: nothing is put between a package
  // and what it has found already.
  for (const { from, to } of copies) {
    const { dependencies, optionalDependencies } = readPackage(from);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = findPackage(name, from);
      if (found === undefined) continue;
      const seen = seenFrom(to, name, taken);
      if (seen === undefined) place(found, join("node_modules", name));
      else if (seen !== found) place(found, join(to, "node_modules", name));
    }
  }
  return copies;
}

/** The package that Node would find from a copy. */
function seenFrom(to: string, name: string, taken: ReadonlyMap<string, string>): string | undefined {
  const parts = to.split(sep);
  for (let length = parts.length; length >= 0; length--) {
    const seen = taken.get(join(...parts.slice(0, length), "node_modules", name));
    if (seen !== undefined) return seen;
  }
  return undefined;
}

/** Copies packages into a folder; what is of use on other systems only stays behind. */
export function copyPackages(copies: readonly Copy[], folder: string): void {
  for (const { from, to } of copies) {
    const isWanted = (source: string): boolean => {
      const inside = relative(from, source);
      return inside.split(sep)[0] !== "node_modules" && !isForeignBuild(basename(from), inside);
    };
    cpSync(from, join(folder, to), { recursive: true, dereference: true, filter: isWanted });
  }
}

/** zeromq carries its program part for every system: 33 MB, of which one file is loaded. */
function isForeignBuild(name: string, inside: string): boolean {
  const [build, platform, arch] = inside.split(sep);
  if (name !== "zeromq" || build !== "build") return false;
  const isFolder = ["darwin", "linux", "win32"].includes(platform ?? "");
  return isFolder && (platform !== process.platform || (arch !== undefined && arch !== process.arch));
}
