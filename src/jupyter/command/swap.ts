/** Replaces folders, all or none: they are built in a temporary folder, and moved into place when complete. */
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ownFolders } from "./manifest";

const stagePrefix = ".factorlab-";

/** Creates a temporary folder on the same disk as the ones to replace, so that a move is a rename. */
export function openStage(data: string): string {
  sweepStages(data);
  const stage = join(data, `${stagePrefix}${process.pid}`);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage);
  return stage;
}

/** Milliseconds after which a temporary folder is left over, even if its process's number is in use again. */
const stageLife = 3_600_000;

/**
 * Undoes broken-off installations, and removes their temporary folders; the folders of running processes stay. What an
 * installation had replaced when it was broken off comes back.
 */
export function sweepStages(data: string): void {
  if (!existsSync(data)) return;
  for (const name of readdirSync(data)) {
    const pid = /^\.factorlab-(\d+)$/.exec(name)?.[1];
    const stage = join(data, name);
    const status = pid === undefined ? undefined : lstatSync(stage, { throwIfNoEntry: false });
    if (!status?.isDirectory()) continue;
    if (isProcessAlive(Number(pid)) && Date.now() - status.mtimeMs < stageLife) continue;
    rollBack(stage, data);
    closeStage(stage);
  }
}

/** Removes a temporary folder, unless it holds what could not be moved back. */
export function closeStage(stage: string): void {
  const isComplete = !existsSync(stageManifest(stage));
  if (isComplete || !ownFolders.some((folder) => isThere(join(stage, "old", folder))))
    rmSync(stage, { recursive: true, force: true });
}

/** The list of the new files: it is written when all are there, and moved into place last. */
export function stageManifest(stage: string): string {
  return join(stage, "new", "factorlab", "manifest.json");
}

function rollBack(stage: string, data: string): void {
  if (!existsSync(stageManifest(stage))) return; // Nothing was moved yet, or everything.
  for (const folder of [...ownFolders].reverse()) {
    const [target, old] = [join(data, folder), join(stage, "old", folder)];
    if (!isThere(join(stage, "new", folder)) && isThere(target)) {
      const undone = join(stage, "undone", folder);
      mkdirSync(dirname(undone), { recursive: true });
      renameSync(target, undone);
    }
    if (isThere(old) && !isThere(target)) renameSync(old, target);
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Whether a process with this number runs. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Moves folders from the stage into place, and the folders that they replace into the stage. If one move fails, all
 * moves are undone.
 * @param folders Relative to the data folder, and likewise to the stage's `new`.
 */
export function swapIn(stage: string, data: string, folders: readonly string[]): void {
  const undo: (() => void)[] = [];
  const move = (from: string, to: string): void => {
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
    undo.push(() => renameSync(to, from));
  };
  try {
    for (const folder of folders) {
      const target = join(data, folder);
      if (isThere(target)) move(target, join(stage, "old", folder));
      move(join(stage, "new", folder), target);
    }
  } catch (error) {
    for (const back of undo.reverse()) back();
    throw error;
  }
}

/** Makes a folder and its parents, and adds the ones that did not exist to a list, even when it fails. */
export function makeFolders(folder: string, made: string[]): void {
  for (let path = folder; !existsSync(path); path = dirname(path)) made.push(path);
  mkdirSync(folder, { recursive: true });
}

/** Removes those of the folders that are empty, inner ones first. */
export function removeEmpty(folders: readonly string[]): void {
  const innerFirst = [...folders].sort((a, b) => b.length - a.length);
  for (const folder of innerFirst)
    if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

/** Removes all empty folders below a folder, and the folder itself when it has become empty. */
export function pruneEmpty(folder: string): void {
  if (!existsSync(folder) || !lstatSync(folder).isDirectory()) return;
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) pruneEmpty(join(folder, entry.name));
  removeEmpty([folder]);
}
