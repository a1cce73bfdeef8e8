import { nodeModule, nodeProcess } from "./node";
import type { FileStat } from "./node";
import { errorCode, onDisk, PURPOSE } from "./on-disk";
import { checkPath, fileError, homeAdvice, shownPath } from "./path";
import { checkName, otherKind } from "./regular";

/** Where a file is written. */
export interface WriteTarget {
  /** The path at the end of all links. */
  readonly path: string;
  /** What the system says of the file that is replaced; null where there is none. */
  readonly replaced: FileStat | null;
}

/** As many links as Linux follows. */
const MOST_LINKS = 40;
const MAY_WRITE = 2;
/** The bits of a file's mode that allow writing, and that of its owner. */
const ANY_WRITE = 0o222;
const OWNER_WRITE = 0o200;

/**
 * Follows links to the file that is written, and refuses what should not be replaced.
 * @throws ValueError, FileError for a folder, a device, a pipe, a socket, a read-only file or folder, and a file of
 * several names.
 */
export function writeTarget(path: unknown): WriteTarget {
  checkPath(path);
  const target = followed(path);
  const refuse = (actual: string, expected: string): never => {
    const is = target === path ? actual : `is a link to ${shownPath(target)}, which ${actual}`;
    throw fileError(path, is, expected);
  };
  const replaced = statOf(path, target);
  if (replaced?.isDirectory()) refuse("is a folder", "the path of a file");
  checkName(path, "written");
  checkName(target, "written");
  if (replaced === null) {
    checkAbsent(path, target, refuse);
    return { path: target, replaced };
  }
  checkReplaceable(replaced, refuse);
  checkFolder(path, target, refuse);
  checkAccess(path, refuse);
  return { path: target, replaced };
}

type Refuse = (actual: string, expected: string) => never;

function checkReplaceable(stat: FileStat, refuse: Refuse): void {
  const kind = otherKind(stat);
  if (kind !== null) refuse(`is ${kind}`, "the path of a regular file, or of none yet");
  if (isReadOnly(stat))
    refuse(
      "is read-only",
      "a file that may be written to, as chmodSync(path, 0o644) makes it, or another path",
    );
  // A new file under one of its names would leave the others with the old content; writing over the old content would
  // lose it if the process is killed, and change copies that backups made as links. Which is meant is not ours to say.
  if (stat.nlink > 1)
    refuse(
      `has ${stat.nlink} names (hard links) that would no longer be one file`,
      "a file with one name: delete this name first, and the others keep what they have; or give another path",
    );
}

function checkAbsent(path: string, target: string, refuse: Refuse): void {
  if (path === "~") throw fileError(path, "is no file", `the path of one${homeAdvice(path)}`);
  checkFolder(path, target, refuse);
  if (target !== path) checkAccess(path, refuse);
}

/**
 * Asks the system, under the given path: it protects links of others in folders that all may write to, and files that
 * not even an administrator may change.
 */
function checkAccess(path: string, refuse: Refuse): void {
  onDisk(path, "written", (files) => {
    try {
      files.accessSync(path, MAY_WRITE);
    } catch (error) {
      const code = String(errorCode(error));
      if (["EACCES", "EPERM"].includes(code))
        refuse("may not be written", "a file that this user may write to, or another path");
      // A link to nothing.
      if (code !== "ENOENT") throw error;
    }
  });
}

/** The folder in which the file gets its name. An administrator could write to one that is read-only. */
function checkFolder(path: string, target: string, refuse: Refuse): void {
  const folder = nodeModule("node:path", PURPOSE.written).dirname(target);
  const stat = onDisk(path, "written", (files) => files.statSync(folder));
  if (nodeProcess(PURPOSE.written).platform !== "win32" && stat.isDirectory() && isReadOnly(stat))
    refuse("may not be written: its folder is read-only", "a folder that may be written to");
}

/** Whether nobody may write, or the owner may not and is who asks. Whether others may, the system says. */
function isReadOnly({ mode, uid }: FileStat): boolean {
  if ((mode & ANY_WRITE) === 0) return true;
  return (mode & OWNER_WRITE) === 0 && uid === nodeProcess(PURPOSE.written).getuid?.();
}

/** The path at the end of all links, which there may be nothing at. */
function followed(path: string): string {
  const { dirname, isAbsolute, sep } = nodeModule("node:path", PURPOSE.written);
  let at = path;
  for (let links = 0; links <= MOST_LINKS; links++) {
    const next = onDisk(path, "written", (files) =>
      files.lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink() === true
        ? files.readlinkSync(at)
        : null,
    );
    if (next === null) return at;
    // Not normalized: behind a folder that is a link, ".." is not the folder before it.
    at = isAbsolute(next) ? next : `${dirname(at)}${sep}${next}`;
  }
  throw fileError(path, "leads in a circle of links", "a link that ends at a file, or where none is yet");
}

function statOf(path: string, target: string): FileStat | null {
  return onDisk(path, "written", (files) => files.statSync(target, { throwIfNoEntry: false })) ?? null;
}
