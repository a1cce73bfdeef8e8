import type { FileStat } from "./node";
import { onDisk, PURPOSE } from "./on-disk";
import type { FileAction } from "./on-disk";
import { checkPath, endsAsFolder, fileError, isDeviceName } from "./path";

/** What there is instead of a regular file, in words; null for one. */
export function otherKind(stat: FileStat): string | null {
  if (stat.isFile()) return null;
  if (stat.isDirectory()) return "a folder";
  if (stat.isFIFO()) return "a pipe";
  if (stat.isSocket()) return "a socket";
  return "a device";
}

/** @throws FileError where the path is that of a folder, or names a device, whatever there is on the disk. */
export function checkName(path: string, action: FileAction): void {
  const what = PURPOSE[action];
  if (endsAsFolder(path, what))
    throw fileError(path, "ends as the path of a folder does", "the path of a file");
  if (isDeviceName(path, what)) throw fileError(path, "is the name of a device on Windows", "another name");
}

/**
 * What the system says of a file that is to be read. A pipe or a device could keep its reader waiting for ever, and has
 * no size.
 * @throws ValueError, FileError unless it is a regular file.
 */
export function readableFile(path: unknown): FileStat {
  checkPath(path);
  const stat = onDisk(path, "read", (files) => files.statSync(path));
  const kind = otherKind(stat);
  if (kind === "a folder") throw fileError(path, "is a folder", "a file");
  checkName(path, "read");
  if (kind !== null) throw fileError(path, `is ${kind}`, "a regular file, into which it is copied first");
  return stat;
}
