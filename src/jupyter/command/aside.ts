/** Moves what stands in the way aside, and back. The folders themselves are the record, so that none is ever forgotten. */
import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { ownFolders } from "./manifest";
import { pruneEmpty } from "./swap";

/** Holds a folder for each time that something was moved aside: 1, 2, … Jupyter looks for nothing there. */
const asideFolder = "factorlab-aside";

export interface PutBack {
  /** The paths that are in their places again. */
  restored: string[];
  /** The paths that stay aside, because something else is in their place. */
  kept: string[];
}

/**
 * Moves folders, files or links aside; all or none.
 * @param folders Relative to the data folder.
 * @returns Their new paths.
 */
export function moveAside(data: string, folders: readonly string[]): string[] {
  const number = numbers(data).reduce((highest, each) => Math.max(highest, each), 0) + 1;
  const moved: [from: string, to: string][] = [];
  try {
    for (const folder of folders) {
      const [from, to] = [join(data, folder), join(data, asideFolder, String(number), folder)];
      mkdirSync(dirname(to), { recursive: true });
      renameSync(from, to);
      moved.push([from, to]);
    }
  } catch (error) {
    for (const [from, to] of moved.reverse()) renameSync(to, from);
    pruneEmpty(join(data, asideFolder));
    throw error;
  }
  return moved.map(([, to]) => to);
}

/** Whether anything is aside. */
export function hasAside(data: string): boolean {
  return numbers(data).length > 0;
}

/** Moves everything back whose place is free; of several for one place, the one that was there last. */
export function putBack(data: string): PutBack {
  const result: PutBack = { restored: [], kept: [] };
  for (const number of numbers(data).sort((a, b) => b - a)) {
    for (const folder of ownFolders) {
      const [from, to] = [join(data, asideFolder, String(number), folder), join(data, folder)];
      if (!isThere(from)) continue;
      if (isThere(to)) {
        result.kept.push(from);
        continue;
      }
      mkdirSync(dirname(to), { recursive: true });
      renameSync(from, to);
      result.restored.push(to);
    }
    removeIfEmpty(join(data, asideFolder, String(number)));
  }
  removeIfEmpty(join(data, asideFolder));
  return result;
}

function numbers(data: string): number[] {
  const folder = join(data, asideFolder);
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => /^[1-9]\d*$/.test(name))
    .map(Number);
}

/** Removes the frame that held what was aside, and nothing that has files in it. */
function removeIfEmpty(folder: string): void {
  for (const inner of ["kernels", "labextensions", "."]) {
    const path = join(folder, inner);
    if (isThere(path) && readdirSync(path).length === 0) rmdirSync(path);
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
