/** Removes an installation from a data folder. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { hasAside, putBack, type PutBack } from "./aside";
import { withFiles } from "./errors";
import { compareFiles, manifestFile, ownFolders, readManifest } from "./manifest";
import { pruneEmpty, removeEmpty, sweepStages } from "./swap";

export interface TakenOut extends PutBack {
  /** Undefined where an installation was broken off after something had been moved aside for it. */
  version: string | undefined;
  /** How many files were removed. */
  removed: number;
  /** Files that were changed since they were installed, which stay. */
  changed: string[];
  /** Files in Factorlab's folders that come from other programs, which stay. */
  foreign: string[];
}

/**
 * Uninstalls, and brings back what had been moved aside; if broken off, it can run again, because the manifest is removed
 * last.
 * @returns undefined when nothing is installed there.
 * @throws FilesError when files cannot be removed.
 */
export function takeOut(data: string): TakenOut | undefined {
  return withFiles("removed from", data, ["End the kernels that run, and type the same again."], () => {
    sweepStages(data);
    const manifest = readManifest(data);
    if (manifest === undefined) {
      if (!hasAside(data)) return undefined;
      prune(data);
      return { version: undefined, removed: 0, changed: [], foreign: [], ...putBack(data) };
    }
    const { same, changed, foreign } = compareFiles(data, manifest);
    // The manifest lists the kernel first, because Jupyter must not offer a half-removed one.
    for (const path of same) rmSync(join(data, path));
    prune(data);
    rmSync(manifestFile(data));
    prune(data);
    const back = putBack(data);
    removeEmpty(manifest.folders.map((folder) => join(data, folder)));
    const full = (paths: string[]): string[] => paths.map((path) => join(data, path));
    return {
      version: manifest.version,
      removed: same.length,
      changed: full(changed),
      foreign: full(foreign),
      ...back,
    };
  });
}

function prune(data: string): void {
  for (const folder of ownFolders) pruneEmpty(join(data, folder));
}
